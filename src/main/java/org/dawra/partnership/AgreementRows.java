package org.dawra.partnership;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Signing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of agreements, their parties, versions, decisions, signatures and links. */
@Repository
class AgreementRows {

    private static final String AGREEMENT = """
            select id, cycle_id, kind, code, state, state_since, default_signing, signing, sample, expires_at,
                   final_document, signed_on
            from agreement
            """;
    private static final String VERSION = """
            select id, agreement_id, number, title_ar, title_fr, object_ar, object_fr, document_id, sha256, sealed_at,
                   review_due
            from agreement_version
            """;
    private static final String PARTY = """
            select p.id, p.code, p.name_ar, p.name_fr, p.user_id, p.contact_email, p.contact_phone, p.contact_language
            from agreement_party p
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AgreementRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Agreement get(long id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("agreement " + id));
    }

    Optional<Agreement> find(long id) {
        return jdbc.sql(AGREEMENT + " where id = :id")
                .param("id", id)
                .query(AgreementRows::agreement)
                .optional();
    }

    List<Agreement> of(CycleId cycle) {
        return jdbc.sql(AGREEMENT + " where cycle_id = :cycle order by id")
                .param("cycle", cycle.value())
                .query(AgreementRows::agreement)
                .list();
    }

    Optional<Agreement> find(CycleId cycle, AgreementKind kind, String code) {
        return jdbc.sql(AGREEMENT + " where cycle_id = :cycle and kind = :kind and code = :code")
                .param("cycle", cycle.value())
                .param("kind", kind.name())
                .param("code", code)
                .query(AgreementRows::agreement)
                .optional();
    }

    long open(CycleId cycle, AgreementKind kind, String code, Signing usual, boolean sample) {
        var now = at(clock.instant());
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into agreement
                            (cycle_id, kind, code, state, state_since, default_signing, sample, opened_at)
                        values (:cycle, :kind, :code, 'DRAFT', :now, :usual, :sample, :now)
                        """)
                .param("cycle", cycle.value())
                .param("kind", kind.name())
                .param("code", code)
                .param("now", now)
                .param("usual", usual.name())
                .param("sample", sample)
                .update(key, "id");
        return id(key);
    }

    /** Writes the new state; the old one must still be there, so of two who act at once one fails. */
    void save(Agreement before, Agreement after) {
        var changed = jdbc.sql("""
                        update agreement set state = :state, state_since = :since, signing = :signing
                        where id = :id and state = :before
                        """)
                .param("state", after.state().name())
                .param("since", at(after.since()))
                .param("signing", name(after.signing()))
                .param("id", after.id())
                .param("before", before.state().name())
                .update();
        if (changed != 1) {
            throw new IllegalStateException(before.subject() + " is no longer " + before.state());
        }
    }

    void expireAt(long agreement, Instant at) {
        jdbc.sql("update agreement set expires_at = :at where id = :id")
                .param("at", at(at))
                .param("id", agreement)
                .update();
    }

    void finish(long agreement, long document, String sha256, String codeHash, LocalDate signedOn) {
        jdbc.sql("""
                        update agreement set final_document = :document, final_sha256 = :sha256,
                            final_code_hash = :code, signed_on = :signedOn
                        where id = :id
                        """)
                .param("document", document)
                .param("sha256", sha256)
                .param("code", codeHash)
                .param("signedOn", signedOn)
                .param("id", agreement)
                .update();
    }

    Optional<Agreement> byFinalCode(String codeHash) {
        return jdbc.sql(AGREEMENT + " where final_code_hash = :hash")
                .param("hash", codeHash)
                .query(AgreementRows::agreement)
                .optional();
    }

    /** Id of the agreement whose file with the signatures is this document. */
    Optional<Long> byFinalDocument(long document) {
        return jdbc.sql("select id from agreement where final_document = :document")
                .param("document", document)
                .query(Long.class)
                .optional();
    }

    // ---- parties

    void addParty(long agreement, String code, AgreementText name, @Nullable String userId) {
        var ordinal = parties(agreement).size() + 1;
        jdbc.sql("""
                        insert into agreement_party
                            (agreement_id, ordinal, code, name_ar, name_fr, user_id, contact_language)
                        values (:agreement, :ordinal, :code, :ar, :fr, :user, 'ar')
                        """)
                .param("agreement", agreement)
                .param("ordinal", ordinal)
                .param("code", code)
                .param("ar", name.ar())
                .param("fr", name.fr())
                .param("user", userId)
                .update();
    }

    void removeParty(long party) {
        jdbc.sql("delete from agreement_party where id = :id")
                .param("id", party)
                .update();
    }

    void changeParty(long party, AgreementText name, AgreementParty.Contact contact) {
        jdbc.sql("""
                        update agreement_party set name_ar = :ar, name_fr = :fr, contact_email = :email,
                            contact_phone = :phone, contact_language = :language
                        where id = :id
                        """)
                .param("ar", name.ar())
                .param("fr", name.fr())
                .param("email", contact.email())
                .param("phone", contact.phone())
                .param("language", contact.language())
                .param("id", party)
                .update();
    }

    /** Parties whose own contact is one of these addresses, with their agreements. */
    List<LinkHolder> reachedBy(Collection<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select p.id, p.code, p.name_ar, p.name_fr, p.user_id, p.contact_email, p.contact_phone,
                                       p.contact_language, p.agreement_id
                                from agreement_party p
                                where p.contact_phone in (:addresses) or lower(p.contact_email) in (:addresses)
                                """)
                        .param(
                                "addresses",
                                addresses.stream()
                                        .map(a -> a.toLowerCase(Locale.ROOT))
                                        .toList())
                        .query((row, n) -> new LinkHolder(row.getLong("agreement_id"), party(row, n)))
                        .list();
    }

    void forgetContact(long party) {
        jdbc.sql("update agreement_party set contact_email = null, contact_phone = null where id = :id")
                .param("id", party)
                .update();
    }

    void actsAs(long party, String userId) {
        jdbc.sql("update agreement_party set user_id = :user where id = :id")
                .param("user", userId)
                .param("id", party)
                .update();
    }

    List<AgreementParty> parties(long agreement) {
        return jdbc.sql(PARTY + " where p.agreement_id = :agreement order by p.ordinal")
                .param("agreement", agreement)
                .query(AgreementRows::party)
                .list();
    }

    // ---- versions

    long addVersion(long agreement, int number, AgreementContent content, String by) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into agreement_version
                            (agreement_id, number, title_ar, title_fr, object_ar, object_fr, drafted_by, drafted_at)
                        values (:agreement, :number, :titleAr, :titleFr, :objectAr, :objectFr, :by, :at)
                        """)
                .param("agreement", agreement)
                .param("number", number)
                .param("titleAr", content.title().ar())
                .param("titleFr", content.title().fr())
                .param("objectAr", content.object().ar())
                .param("objectFr", content.object().fr())
                .param("by", by)
                .param("at", at(clock.instant()))
                .update(key, "id");
        var version = id(key);
        var ordinal = 1;
        for (var commitment : content.commitments()) {
            jdbc.sql("""
                            insert into agreement_commitment (version_id, ordinal, by_party, text_ar, text_fr)
                            values (:version, :ordinal, :by, :ar, :fr)
                            """)
                    .param("version", version)
                    .param("ordinal", ordinal++)
                    .param("by", commitment.by())
                    .param("ar", commitment.text().ar())
                    .param("fr", commitment.text().fr())
                    .update();
        }
        return version;
    }

    void seal(long version, AgreementVersion.Sealed sealed, String codeHash) {
        jdbc.sql("""
                        update agreement_version set document_id = :document, sha256 = :sha256, code_hash = :code,
                            sealed_at = :at, review_due = :due
                        where id = :id and document_id is null
                        """)
                .param("document", sealed.document())
                .param("sha256", sealed.sha256())
                .param("code", codeHash)
                .param("at", at(sealed.at()))
                .param("due", at(sealed.reviewDue()))
                .param("id", version)
                .update();
    }

    /** All versions, the newest first. */
    List<AgreementVersion> versions(long agreement) {
        return jdbc.sql(VERSION + " where agreement_id = :agreement order by number desc")
                .param("agreement", agreement)
                .query((row, n) -> version(row))
                .list();
    }

    Optional<AgreementVersion> latest(long agreement) {
        return versions(agreement).stream().findFirst();
    }

    Optional<AgreementVersion> byCode(String codeHash) {
        return jdbc.sql(VERSION + " where code_hash = :hash")
                .param("hash", codeHash)
                .query((row, n) -> version(row))
                .optional();
    }

    Optional<AgreementVersion> byDocument(long document) {
        return jdbc.sql(VERSION + " where document_id = :document")
                .param("document", document)
                .query((row, n) -> version(row))
                .optional();
    }

    /** Id of some agreement with a sealed version, so that an unknown code is as much work as a known one. */
    Optional<Long> newestSealed() {
        return jdbc.sql("select agreement_id from agreement_version where document_id is not null"
                        + " order by id desc fetch first 1 rows only")
                .query(Long.class)
                .optional();
    }

    private AgreementVersion version(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var document = row.getObject("document_id", Long.class);
        var sealed = document == null
                ? null
                : new AgreementVersion.Sealed(
                        document, row.getString("sha256"), instant(row, "sealed_at"), instant(row, "review_due"));
        return new AgreementVersion(
                id,
                row.getLong("agreement_id"),
                row.getInt("number"),
                new AgreementContent(
                        new AgreementText(row.getString("title_ar"), row.getString("title_fr")),
                        new AgreementText(row.getString("object_ar"), row.getString("object_fr")),
                        commitments(id)),
                sealed);
    }

    private List<Commitment> commitments(long version) {
        return jdbc.sql(
                        "select by_party, text_ar, text_fr from agreement_commitment where version_id = :v order by ordinal")
                .param("v", version)
                .query((row, n) -> new Commitment(
                        row.getString("by_party"),
                        new AgreementText(row.getString("text_ar"), row.getString("text_fr"))))
                .list();
    }

    // ---- decisions

    void addDecision(long version, PartyDecision decision, String by) {
        jdbc.sql("""
                        insert into agreement_decision
                            (version_id, party_id, decision, remark, signing, decided_at, decided_by)
                        values (:version, :party, :decision, :remark, :signing, :at, :by)
                        """)
                .param("version", version)
                .param("party", decision.party())
                .param("decision", decision.kind().name())
                .param("remark", decision.comment())
                .param("signing", name(decision.signing()))
                .param("at", at(decision.at()))
                .param("by", by)
                .update();
    }

    List<PartyDecision> decisions(long version) {
        return jdbc.sql("""
                        select party_id, decision, remark, signing, decided_at from agreement_decision
                        where version_id = :version order by id
                        """)
                .param("version", version)
                .query((row, n) -> new PartyDecision(
                        row.getLong("party_id"),
                        PartyDecision.Kind.valueOf(row.getString("decision")),
                        row.getString("remark"),
                        signing(row.getString("signing")),
                        instant(row, "decided_at")))
                .list();
    }

    // ---- signatures

    void addSignature(long agreement, AgreementSignature signature) {
        jdbc.sql("""
                        insert into agreement_signature
                            (agreement_id, kind, signer, party_id, function_label, consent_version, signed_sha256,
                             signed_at, signed_on, scan_id, reference)
                        values (:agreement, :kind, :signer, :party, :function, :consent, :sha256, :at, :signedOn, :scan,
                                :reference)
                        """)
                .param("agreement", agreement)
                .param("kind", signature.kind().name())
                .param("signer", signature.signer())
                .param("party", signature.party())
                .param("function", signature.function())
                .param("consent", signature.consentVersion())
                .param("sha256", signature.sha256())
                .param("at", at(signature.at()))
                .param("signedOn", signature.signedOn())
                .param("scan", signature.scan())
                .param("reference", signature.reference())
                .update();
    }

    List<AgreementSignature> signatures(long agreement) {
        return jdbc.sql("""
                        select kind, signer, party_id, function_label, consent_version, signed_sha256, signed_at,
                               signed_on, scan_id, reference
                        from agreement_signature where agreement_id = :agreement order by id
                        """)
                .param("agreement", agreement)
                .query((row, n) -> new AgreementSignature(
                        Signing.valueOf(row.getString("kind")),
                        row.getString("signer"),
                        row.getObject("party_id", Long.class),
                        row.getString("function_label"),
                        row.getString("consent_version"),
                        row.getString("signed_sha256"),
                        instant(row, "signed_at"),
                        row.getObject("signed_on", LocalDate.class),
                        row.getObject("scan_id", Long.class),
                        row.getString("reference")))
                .list();
    }

    /**
     * Why somebody of the network has not signed, oldest first.
     *
     * @param declined whether that ended the agreement
     */
    record Withheld(String user, String reason, boolean declined, Instant at) {}

    long withhold(long agreement, String user, String reason, boolean declined, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into agreement_withheld (agreement_id, user_id, reason, declined, withheld_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(agreement, user, reason, declined, at(at))
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }

    List<Withheld> withheld(long agreement) {
        return jdbc.sql(
                        "select user_id, reason, declined, withheld_at from agreement_withheld where agreement_id = ? order by id")
                .param(agreement)
                .query((row, n) -> new Withheld(
                        row.getString("user_id"),
                        row.getString("reason"),
                        row.getBoolean("declined"),
                        instant(row, "withheld_at")))
                .list();
    }

    /** Whether a scan already proves a signature. */
    boolean scanUsed(long document) {
        return jdbc.sql("select count(*) from agreement_signature where scan_id = :scan")
                        .param("scan", document)
                        .query(Long.class)
                        .single()
                > 0;
    }

    // ---- links

    long addLink(long party, String tokenHash) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into agreement_link (party_id, token_hash, created_at) values (:party, :hash, :at)")
                .param("party", party)
                .param("hash", tokenHash)
                .param("at", at(clock.instant()))
                .update(key, "id");
        return id(key);
    }

    /** Ids of all links of a party, the oldest first. */
    List<Long> links(long party) {
        return jdbc.sql("select id from agreement_link where party_id = :party order by id")
                .param("party", party)
                .query(Long.class)
                .list();
    }

    /** Whose link it is. */
    record LinkHolder(long agreement, AgreementParty party) {}

    Optional<LinkHolder> byToken(String tokenHash) {
        return jdbc.sql("""
                        select p.id, p.code, p.name_ar, p.name_fr, p.user_id, p.contact_email, p.contact_phone,
                               p.contact_language, p.agreement_id
                        from agreement_link l join agreement_party p on p.id = l.party_id
                        where l.token_hash = :hash
                        """)
                .param("hash", tokenHash)
                .query((row, n) -> new LinkHolder(row.getLong("agreement_id"), party(row, n)))
                .optional();
    }

    private static Agreement agreement(ResultSet row, int number) throws SQLException {
        var expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Agreement(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                AgreementKind.valueOf(row.getString("kind")),
                row.getString("code"),
                AgreementState.valueOf(row.getString("state")),
                instant(row, "state_since"),
                Signing.valueOf(row.getString("default_signing")),
                signing(row.getString("signing")),
                row.getBoolean("sample"),
                expires == null ? null : expires.toInstant(),
                row.getObject("final_document", Long.class),
                row.getObject("signed_on", LocalDate.class));
    }

    private static AgreementParty party(ResultSet row, int number) throws SQLException {
        return new AgreementParty(
                row.getLong("id"),
                row.getString("code"),
                new AgreementText(row.getString("name_ar"), row.getString("name_fr")),
                row.getString("user_id"),
                new AgreementParty.Contact(
                        row.getString("contact_email"),
                        row.getString("contact_phone"),
                        row.getString("contact_language")));
    }

    private static @Nullable Signing signing(@Nullable String name) {
        return name == null ? null : Signing.valueOf(name);
    }

    private static @Nullable String name(@Nullable Signing signing) {
        return signing == null ? null : signing.name();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static long id(GeneratedKeyHolder key) {
        return key.getKeyAs(Long.class);
    }
}
