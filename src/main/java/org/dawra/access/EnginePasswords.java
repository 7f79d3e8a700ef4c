package org.dawra.access;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** The engine hashes and refuses passwords as we do, wherever one is set: our pages, the web app Admin, the Java API. */
@Component
class EnginePasswords extends AbstractProcessEnginePlugin {

    private final PasswordRules rules;

    EnginePasswords(PasswordRules rules) {
        this.rules = rules;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setPasswordEncryptor(new BcryptPasswords());
        configuration.setPasswordPolicy(() -> List.of(new LongEnough(), new Unknown()));
        configuration.setEnablePasswordPolicy(true);
        // The engine would refuse the right password for seconds after one slip without saying why, and lock an
        // account for ever after ten, which anybody can bring about; LoginThrottle makes guessers wait.
        configuration.setLoginDelayBase(0);
        configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
    }

    private final class LongEnough implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return "PASSWORD_POLICY_LENGTH";
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of("minLength", Integer.toString(PasswordRules.SHORTEST));
        }

        @Override
        public boolean execute(String candidate) {
            return rules.isLongEnough(candidate);
        }
    }

    private final class Unknown implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return "DAWRA_PASSWORD_POLICY_UNKNOWN";
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of();
        }

        @Override
        public boolean execute(String candidate) {
            return rules.objection(candidate, "").isEmpty();
        }

        @Override
        public boolean execute(String candidate, User user) {
            var id = user.getId();
            return rules.objection(candidate, id == null ? "" : id).isEmpty();
        }
    }
}
