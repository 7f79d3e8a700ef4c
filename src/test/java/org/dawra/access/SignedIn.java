package org.dawra.access;

import java.time.Clock;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Requests of somebody with an account who has logged in, for tests of pages that do not go through the login page. */
public final class SignedIn {

    private SignedIn() {}

    /** As this user with these groups, in a session of its own. */
    public static RequestPostProcessor as(String user, String... groups) {
        return request -> {
            var house = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext());
            house.getBean(JdbcClient.class)
                    .sql("update account set state = 'ACTIVE' where user_id = ?")
                    .param(user)
                    .update();
            var standing = house.getBean(AccountRows.class).standing(user).orElseThrow();
            request.getSession(true);
            var authorities = Arrays.stream(groups)
                    .map(group -> new SimpleGrantedAuthority("ROLE_" + group))
                    .toList();
            var login = new LoggedIn(
                    user, standing.era(), house.getBean(Clock.class).instant(), authorities);
            return SecurityMockMvcRequestPostProcessors.authentication(login).postProcessRequest(request);
        };
    }
}
