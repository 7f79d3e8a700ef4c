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

    private static Account account(String user, String... groups) {
        var role = Arrays.stream(Role.values())
                .filter(r -> Arrays.asList(groups).contains(r.group()))
                .findFirst()
                .orElseThrow();
        var scope = Arrays.stream(groups)
                .filter(group -> role.isScoped() && !group.equals(role.group()))
                .findFirst()
                .map(group -> group.substring(group.indexOf('-') + 1))
                .orElse(null);
        return new Account(user, role, scope, "حساب تجريبي", null, null, "ar");
    }

    /** As this user with these groups, in a session of its own; whoever has no account gets one. */
    public static RequestPostProcessor as(String user, String... groups) {
        return request -> {
            var house = WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext());
            house.getBean(JdbcClient.class)
                    .sql("update account set state = 'ACTIVE' where user_id = ?")
                    .param(user)
                    .update();
            var rows = house.getBean(AccountRows.class);
            if (rows.standing(user).isEmpty()) {
                rows.insert(account(user, groups), AccountState.ACTIVE, null);
            }
            var standing = rows.standing(user).orElseThrow();
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
