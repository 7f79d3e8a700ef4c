package org.dawra.document;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Document stores and seals for tests of other modules. */
public final class TestStores {

    private TestStores() {}

    /** The store on this database, which has its table. */
    public static DocumentStore on(DataSource database, Clock clock) {
        return new DocumentStore(new JdbcTemplate(database), clock);
    }

    /** A seal with a key of its own making in the folder. */
    public static Seal sealIn(Path data, Clock clock) {
        return new Seal(new SealKey(data, "", "", clock), noStamps());
    }

    /** The same, whose seals are stamped by this authority. */
    public static Seal stampedSealIn(Path data, Clock clock, TimeAuthority authority) {
        return new Seal(new SealKey(data, "", "", clock), new TimeStamps(authority.url(), "", "", ""));
    }

    /** What a seal fails with when its authority gives no stamp. */
    public static Seal.Unstamped unstamped() {
        return new Seal.Unstamped("nobody answers");
    }

    /** Seals that are to bear no time stamp. */
    static TimeStamps noStamps() {
        return new TimeStamps("", "", "", "");
    }
}
