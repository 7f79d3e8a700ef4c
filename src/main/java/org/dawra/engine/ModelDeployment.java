package org.dawra.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Deploys all models, decisions and forms together, each under its bare file name wherever the application runs from: a
 * form is looked up by that name, and the starter would name it by its absolute path outside a jar.
 */
@Component
class ModelDeployment extends DefaultDeploymentConfiguration {

    @Override
    public Set<Resource> getDeploymentResources() {
        return super.getDeploymentResources().stream().map(Named::of).collect(Collectors.toSet());
    }

    private static final class Named extends AbstractResource {

        private final Resource resource;
        private final String name;

        private Named(Resource resource, String name) {
            this.resource = resource;
            this.name = name;
        }

        static Resource of(Resource resource) {
            var name = resource.getFilename();
            if (name == null) {
                throw new UncheckedIOException(new IOException("A model without a file name: " + resource));
            }
            return new Named(resource, name);
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getDescription() {
            return resource.getDescription();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return resource.getInputStream();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && named.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
