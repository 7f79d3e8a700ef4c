FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jdk-headless ca-certificates curl && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN ./mvnw --batch-mode --no-transfer-progress -q -DskipTests -Dspotless.check.skip=true package && cp target/dawra-*.jar /dawra.jar

FROM debian:bookworm-slim
# fontconfig and freetype: the JDK lays out Arabic text with them
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless fontconfig libfreetype6 curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home /var/lib/dawra --create-home dawra
COPY --from=build /dawra.jar /opt/dawra/dawra.jar
USER dawra
WORKDIR /var/lib/dawra
VOLUME /var/lib/dawra
EXPOSE 8080
HEALTHCHECK --interval=30s --start-period=60s CMD curl -fsS http://localhost:8080/actuator/health || exit 1
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-Duser.timezone=UTC", "-Djava.awt.headless=true", "-jar", "/opt/dawra/dawra.jar", "run", "--listen", "0.0.0.0", "--data", "/var/lib/dawra"]
