package org.dawra.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the database is one of H2 in a file, its pool is filled with {@link WholeStates}. */
@Configuration(proxyBeanMethods = false)
class EmbeddedDatabase {

    private static final String H2_FILE = "jdbc:h2:file:";

    @Bean
    static BeanPostProcessor wholeStates() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && pool.getJdbcUrl().startsWith(H2_FILE)) {
                    pool.setDataSource(new WholeStates(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
                }
                return bean;
            }
        };
    }
}
