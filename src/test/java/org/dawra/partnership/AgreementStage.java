package org.dawra.partnership;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTasks;
import org.dawra.mail.Outbox;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Sets agreements up in the whole application: accounts, a cycle of edition 2024, a version before the parties. */
@TestConfiguration(proxyBeanMethods = false)
class AgreementStage {

    static final String OFFICIAL = AgreementHouse.OFFICIAL;
    static final String PASSWORD = "Aa1!" + UUID.randomUUID();
    private static final AtomicLong CYCLES = new AtomicLong(100);
    private static final Pattern LINK = Pattern.compile("/agreements/([0-9A-Z-]{26,})");

    @Bean
    @Primary
    TrainingCycles editionOf2024() {
        return new AgreementHouse.PlayedCycles();
    }

    @Bean
    Scene scene(
            AgreementOpening opening,
            AgreementRows rows,
            Accounts accounts,
            Outbox outbox,
            HumanTasks tasks,
            RuntimeService runtime,
            ManagementService management) {
        return new Scene(opening, rows, accounts, outbox, tasks, runtime, management);
    }

    /** What a test does on the stage. */
    static final class Scene {
        private final AgreementOpening opening;
        private final AgreementRows rows;
        private final Accounts accounts;
        private final Outbox outbox;
        private final HumanTasks tasks;
        private final RuntimeService runtime;
        private final ManagementService management;

        Scene(
                AgreementOpening opening,
                AgreementRows rows,
                Accounts accounts,
                Outbox outbox,
                HumanTasks tasks,
                RuntimeService runtime,
                ManagementService management) {
            this.opening = opening;
            this.rows = rows;
            this.accounts = accounts;
            this.outbox = outbox;
            this.tasks = tasks;
            this.runtime = runtime;
            this.management = management;
        }

        /** Starts a year of its own and lays the first version before {@code partner}. */
        long laidBefore(String partner) {
            person("president", Role.PRESIDENT, null);
            person("manager", Role.PROGRAMME_MANAGER, null);
            person(OFFICIAL, Role.PARTNER, "employment");
            var cycle = new CycleId(CYCLES.incrementAndGet());
            opening.withPartners(cycle);
            var agreement = rows.find(cycle, AgreementKind.PARTNER, partner).orElseThrow();
            runtime.startProcessInstanceByKey(
                    PartnershipAgreement.KEY, agreement.key(), Map.of("draftDue", Date.from(Instant.EPOCH)));
            revises(agreement.id());
            return agreement.id();
        }

        /** The manager sends the drafting form as it stands: the first version, or the next one. */
        void revises(long agreement) {
            var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(agreement))
                    .get(0);
            var form = new HashMap<>(tasks.facts(task.id(), AgreementHouse.MANAGER));
            form.keySet().retainAll(Set.of("titleAr", "titleFr", "objectAr", "objectFr", "commitments"));
            tasks.submit(task.id(), AgreementHouse.MANAGER, form);
            runJobs();
        }

        /** The token of the newest link on the list of messages to hand over. */
        String link(long agreement, int position) {
            var party = rows.parties(agreement).get(position).id();
            var lines = outbox.handList(AgreementLetters.HAND_LIST).stream()
                    .filter(line -> line.purpose().startsWith("agreement:" + agreement + ":"))
                    .filter(line -> (line.purpose() + ":").contains(":party:" + party + ":"))
                    .toList();
            var link = LINK.matcher(lines.get(lines.size() - 1).text());
            if (!link.find()) {
                throw new AssertionError("no link");
            }
            return link.group(1);
        }

        void decides(long agreement, int position, Map<String, ?> fields) {
            var party = Actor.holder(rows.parties(agreement).get(position).assignee());
            var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(agreement))
                    .get(0);
            tasks.submit(task.id(), party, fields);
            runJobs();
        }

        void runJobs() {
            for (var jobs = management
                            .createJobQuery()
                            .executable()
                            .withRetriesLeft()
                            .list();
                    !jobs.isEmpty();
                    jobs = management
                            .createJobQuery()
                            .executable()
                            .withRetriesLeft()
                            .list()) {
                management.executeJob(jobs.get(0).getId());
            }
        }

        /** Each their own: two accounts with one telephone are one person. */
        private static String telephone(String userId) {
            return "2126%08d".formatted(Math.floorMod(userId.hashCode(), 100_000_000));
        }

        private void person(String userId, Role role, String scope) {
            if (accounts.find(userId).isEmpty()) {
                accounts.create(
                        new Account(userId, role, scope, "حساب " + role, null, telephone(userId), "ar"), PASSWORD);
            }
        }
    }
}
