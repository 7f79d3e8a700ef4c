package org.dawra.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks a time stamp authority (RFC 3161) for stamps, where one is configured. Being asked twice does no harm to anybody, so
 * a step that is repeated may ask again; but none may be held up: an answer has one deadline, from the connection to its
 * last byte.
 */
@Component
class TimeStamps {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** A stamp with its certificates takes some six thousand. */
    private static final int LARGEST_ANSWER = 64 * 1024;
    /** The authority's clock and ours; more means that one of them is not set at all. */
    private static final Duration APART = Duration.ofHours(1);
    /** Between two stamps of an authority: its serial number, fractions of a second, a signature with a shorter number. */
    private static final int SLACK = 96;

    private final @Nullable URI authority;
    private final String credentials;
    private final List<X509Certificate> trusted;
    private final Clock clock;
    private final Duration deadline;
    private final @Nullable HttpClient client;
    private final SecureRandom random = new SecureRandom();
    private volatile int room;

    @Autowired
    TimeStamps(
            @Value("${dawra.seal.tsa-url:}") String url,
            @Value("${dawra.seal.tsa-user:}") String user,
            @Value("${dawra.seal.tsa-password:}") String password,
            @Value("${dawra.seal.tsa-certificate:}") String certificate) {
        // By the real time, also while a year is played: an authority knows no other.
        this(url, user, password, certificate, Clock.systemUTC(), DEADLINE);
    }

    TimeStamps(String url, String user, String password, String certificate, Clock clock, Duration deadline) {
        this.authority = url.isBlank() ? null : address(url.strip());
        this.credentials = user.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.trusted = certificate.isBlank() ? List.of() : certificates(Path.of(certificate.strip()));
        this.clock = clock;
        this.deadline = deadline;
        this.client = authority == null
                ? null
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    private static URI address(String url) {
        try {
            var address = new URI(url);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException("dawra.seal.tsa-url is no address", e);
        }
        throw new IllegalStateException("dawra.seal.tsa-url is no address that begins with http:// or https://");
    }

    private static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("dawra.seal.tsa-certificate cannot be read", e);
        }
        throw new IllegalStateException("dawra.seal.tsa-certificate holds no certificate");
    }

    /** Whether seals are to be stamped. */
    boolean areWanted() {
        return authority != null;
    }

    /**
     * How many bytes the next stamp will take at most, as far as the authority's earlier ones tell; the first is asked for
     * that alone.
     */
    int room() {
        if (room == 0) {
            over(new byte[0]);
        }
        return room;
    }

    /**
     * A stamp over the signature, checked, with only those certificates that a reader cannot have otherwise.
     *
     * @throws Seal.Unstamped when there is none to be had
     */
    CMSSignedData over(byte[] signature) {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var request = generator.generate(
                    TSPAlgorithms.SHA256,
                    MessageDigest.getInstance("SHA-256").digest(signature),
                    new BigInteger(64, random));
            var response = new TimeStampResponse(answer(request.getEncoded()));
            response.validate(request);
            var token = response.getTimeStampToken();
            if (token == null) {
                throw new TSPException("It refuses, with status " + response.getStatus());
            }
            var way = wayUp(token);
            var stamp = new CMSSignedData(CMSSignedData.replaceCertificatesAndCRLs(
                            token.toCMSSignedData(),
                            new CollectionStore<>(way),
                            new CollectionStore<>(List.of()),
                            new CollectionStore<>(List.of()))
                    .getEncoded("DER"));
            check(TimeStamp.read(stamp, signature), way);
            learn(stamp.getEncoded("DER").length);
            return stamp;
        } catch (TSPException
                | CMSException
                | GeneralSecurityException
                | OperatorCreationException
                | IOException
                | RuntimeException e) {
            throw new Seal.Unstamped("No time stamp is to be had from " + authority(), e);
        }
    }

    private String authority() {
        return authority == null ? "nobody" : authority.getHost();
    }

    private synchronized void learn(int length) {
        room = Math.max(room, length + SLACK);
    }

    /** The authority's certificate and those above it, without the root: that one must be known to be believed. */
    private static List<X509CertificateHolder> wayUp(TimeStampToken token) {
        var all = token.getCertificates().getMatches(null);
        var way = new ArrayList<X509CertificateHolder>();
        all.stream().filter(token.getSID()::match).findFirst().ifPresent(way::add);
        for (var i = 0; i < way.size(); i++) {
            var issuer = way.get(i).getIssuer();
            for (var next : all) {
                if (next.getSubject().equals(issuer) && !next.getIssuer().equals(issuer) && !way.contains(next)) {
                    way.add(next);
                    break;
                }
            }
        }
        return way;
    }

    private void check(TimeStamp stamp, List<X509CertificateHolder> way) throws TSPException, GeneralSecurityException {
        var at = Objects.requireNonNull(stamp.at());
        if (Duration.between(at, clock.instant()).abs().compareTo(APART) > 0) {
            throw new TSPValidationException("Its clock and ours are too far apart: " + at);
        }
        if (trusted.isEmpty() || trusted.contains(stamp.certificate())) {
            return;
        }
        var between = new ArrayList<Certificate>();
        for (var holder : way) {
            between.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        var wanted = new X509CertSelector();
        wanted.setCertificate(stamp.certificate());
        var path = new PKIXBuilderParameters(
                trusted.stream()
                        .map(certificate -> new TrustAnchor(certificate, null))
                        .collect(Collectors.toSet()),
                wanted);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
        path.setDate(Date.from(at));
        path.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(path);
    }

    private byte[] answer(byte[] question) throws IOException {
        var request = HttpRequest.newBuilder(Objects.requireNonNull(authority))
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question));
        if (!credentials.isEmpty()) {
            request.header("Authorization", credentials);
        }
        var sent = Objects.requireNonNull(client).sendAsync(request.build(), status -> new Answer());
        try {
            var response = sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("It answers with HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("It has not answered in full within " + deadline, e);
        } catch (ExecutionException e) {
            throw new IOException("It cannot be asked: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            sent.cancel(true);
        }
    }

    /** The whole of an answer, unless it grows too large. */
    private static final class Answer implements HttpResponse.BodySubscriber<byte[]> {

        private final HttpResponse.BodySubscriber<byte[]> whole = HttpResponse.BodySubscribers.ofByteArray();
        private Flow.@Nullable Subscription subscription;
        private int left = LARGEST_ANSWER;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            whole.onSubscribe(to);
        }

        @Override
        public void onNext(List<ByteBuffer> some) {
            left -= some.stream().mapToInt(ByteBuffer::remaining).sum();
            if (left < 0) {
                left = 0;
                Objects.requireNonNull(subscription).cancel();
                whole.onError(new IOException("It answers with more than " + LARGEST_ANSWER + " bytes"));
            } else {
                whole.onNext(some);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }
}
