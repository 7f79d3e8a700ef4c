package org.dawra.fault;

import java.util.concurrent.atomic.AtomicInteger;
import org.dawra.fault.FaultySmtp.Ending;
import org.dawra.fault.FaultySmtp.Manners;

/** How the mail server behaves in a run. */
final class Faults {

    private static final String[] REFUSALS = {
        "421 4.3.2 closing", "450 4.2.1 busy", "452 4.2.2 full", "550 5.1.1 unknown"
    };

    private Faults() {}

    static Manners manners(Plan plan, RunningApplication application) {
        return switch (plan.fault()) {
            case IN_DATA ->
                new Manners() {
                    @Override
                    public void midway(int nth) {
                        if (nth == plan.nth()) {
                            application.kill();
                        }
                    }
                };
            case AFTER_250 -> markedWhenTaken(plan, application, Mark.SETTLING);
            case AFTER_SENT -> markedWhenTaken(plan, application, Mark.SETTLED);
            case DATABASE_STOPS_AFTER_250 -> markedWhenTaken(plan, application, Mark.SETTLING);
            case SMTP_SLOW ->
                new Manners() {
                    @Override
                    public int slowness() {
                        return 20;
                    }

                    @Override
                    public Ending dot(int person, int attempt) {
                        return plan.of(person).nextInt(3) == 0 ? Ending.TAKEN_AND_SILENT : Ending.ACCEPTED;
                    }
                };
            case SMTP_REFUSES ->
                new Manners() {
                    @Override
                    public String recipient(int person, int attempt) {
                        return person % 3 == 0 && attempt == 1 ? REFUSALS[person / 3 % REFUSALS.length] : null;
                    }
                };
            case SMTP_GREYLISTS ->
                new Manners() {
                    @Override
                    public String recipient(int person, int attempt) {
                        return attempt == 1 ? "451 4.7.1 greylisted" : null;
                    }
                };
            case SMTP_DROPS_AFTER_DOT ->
                new Manners() {
                    @Override
                    public Ending dot(int person, int attempt) {
                        return plan.of(person).nextBoolean() ? Ending.TAKEN_AND_GONE : Ending.LOST_AND_GONE;
                    }
                };
            case SMTP_DROPS_AT_QUIT ->
                new Manners() {
                    @Override
                    public boolean answersQuit() {
                        return false;
                    }
                };
            case STORM -> storm(plan);
            default -> new Manners() {};
        };
    }

    /** How the mail server behaves when the application is back. */
    static Manners afterwards(Plan plan) {
        if (plan.fault() != Fault.SMTP_DROPS_AFTER_DOT) {
            return new Manners() {};
        }
        var repeated = new AtomicInteger();
        return new Manners() {
            /** Of every second message that comes again it does not say either whether it has taken it. */
            @Override
            public Ending dot(int person, int attempt) {
                return attempt == 2 && repeated.getAndIncrement() % 2 == 0 ? Ending.LOST_AND_GONE : Ending.ACCEPTED;
            }
        };
    }

    private static Manners markedWhenTaken(Plan plan, RunningApplication application, Mark mark) {
        return new Manners() {
            @Override
            public void taken(int nth) {
                if (nth == plan.nth()) {
                    application.order("mark", mark.name(), "1");
                }
            }
        };
    }

    static Manners storm(Plan plan) {
        return new Manners() {
            @Override
            public String recipient(int person, int attempt) {
                var chance = plan.of(person * 31 + attempt).nextInt(20);
                return chance < REFUSALS.length ? REFUSALS[chance] : null;
            }

            @Override
            public Ending dot(int person, int attempt) {
                return switch (plan.of(person * 37 + attempt).nextInt(10)) {
                    case 0 -> Ending.TAKEN_AND_GONE;
                    case 1 -> Ending.LOST_AND_GONE;
                    default -> Ending.ACCEPTED;
                };
            }

            @Override
            public boolean answersQuit() {
                return false;
            }
        };
    }
}
