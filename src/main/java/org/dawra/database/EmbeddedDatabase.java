package org.dawra.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the database is one of H2 in a file, its pool is filled with {@link WholeStates}. */
@Configuration(proxyBeanMethods = false)
class EmbeddedDatabase {

    /** A file may be named with or without its scheme; in memory, on a server and in an archive there is none to write. */
    private static final Pattern H2_FILE = Pattern.compile("(?i)jdbc:h2:(?!(mem|tcp|ssl|zip):).*");

    @Bean
    static BeanPostProcessor wholeStates() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && H2_FILE.matcher(pool.getJdbcUrl()).matches()) {
                    pool.setDataSource(new WholeStates(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
                }
                return bean;
            }
        };
    }
}
