package org.dawra.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the seals of a file that anybody may have made. The file is never opened as a document: what a seal covers is told
 * by its byte range, and a file whose every byte but the seal's own digits was signed with a known key is one that this key
 * has sealed, whatever its objects say. So nothing of a stranger's file is unpacked, and what is signed cannot be told apart
 * from what is shown.
 */
final class SealReader {

    static final String SPECIMEN = "نموذج – لا يُعتد به / SPÉCIMEN";

    private static final byte[] HEADER = ascii("%PDF-");
    private static final byte[] END = ascii("%%EOF");
    private static final byte[] RANGE = ascii("/ByteRange");
    /** How each seal of ours begins. */
    private static final byte[] BEGINNING = ascii("/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached");

    private static final byte[] OBJECT = ascii("obj");
    private static final byte[] DICTIONARY = ascii("<<");

    /** Where readers look for a file's first and last line. */
    private static final int MARGIN = 1024;
    /** Papers of ours bear a few; a file that has more is read from behind. */
    private static final int MOST_SEALS = 16;
    /** What stands behind so many is nothing that we have sealed. */
    private static final int MOST_RANGES = 256;
    /** A chain of certificates with time stamps takes some ten thousand. */
    private static final int LARGEST_SEAL = 256 * 1024;

    private final byte[] pdf;
    private final Predicate<X509Certificate> known;

    private SealReader(byte[] pdf, Predicate<X509Certificate> known) {
        this.pdf = pdf;
        this.known = known;
    }

    /**
     * What the seals of the file tell.
     *
     * @param known whether a certificate belongs to a key that counts
     */
    static SealCheck check(byte[] pdf, Predicate<X509Certificate> known) {
        return new SealReader(pdf, known).check();
    }

    /** The place of a seal: the file up to {@code from} and {@code length} bytes from {@code to} on are signed. */
    private record Range(int token, int from, int to, int length) {

        long end() {
            return (long) to + length;
        }

        boolean sameAs(Range other) {
            return from == other.from && to == other.to && length == other.length;
        }
    }

    /**
     * A seal whose place is sound; {@code intact} when the signature over it is right, {@code exact} when its digits are
     * written as ours are.
     */
    private record Read(
            Range range,
            @Nullable X509Certificate signer,
            boolean intact,
            boolean exact,
            @Nullable TimeStamp stamp) {

        static Read broken(Range range, @Nullable X509Certificate signer) {
            return new Read(range, signer, false, false, null);
        }
    }

    private SealCheck check() {
        var ranges = ranges();
        if (ranges.isEmpty()) {
            return SealCheck.of(unsealed());
        }
        var placed = new ArrayList<Range>();
        for (var range : ranges) {
            if (isPlaced(range) && placed.stream().noneMatch(range::sameAs)) {
                placed.add(range);
            }
        }
        placed.sort(Comparator.comparingLong(Range::end).reversed());
        if (placed.isEmpty()) {
            return SealCheck.of(unplaced(findBefore(BEGINNING, pdf.length)));
        }
        var reads = placed.stream().limit(MOST_SEALS).map(this::read).toList();
        for (var read : reads) {
            if (read.intact() && isKnown(read)) {
                return told(verdict(read), read);
            }
        }
        for (var read : reads) {
            if (read.intact()) {
                return told(SealCheck.Verdict.FOREIGN, read);
            }
        }
        var last = reads.get(0);
        var cut = last.range().end() > pdf.length;
        return SealCheck.of(cut ? SealCheck.Verdict.TRUNCATED : SealCheck.Verdict.ALTERED, last.signer());
    }

    /**
     * A stamp stands outside of what is sealed, as does how a seal's digits are written: a file whose stamp is broken, or that
     * is not the one we wrote to the last digit, has been changed all the same.
     */
    private SealCheck.Verdict verdict(Read read) {
        if (read.range().end() != pdf.length) {
            return SealCheck.Verdict.APPENDED;
        }
        var sound = read.exact() && (read.stamp() == null || read.stamp().isSound());
        return sound ? SealCheck.Verdict.VALID : SealCheck.Verdict.ALTERED;
    }

    private SealCheck told(SealCheck.Verdict verdict, Read read) {
        var told = told(read.range());
        return new SealCheck(
                verdict,
                told.at(),
                told.signatory(),
                told.sample(),
                read.signer(),
                read.stamp(),
                read.range().end());
    }

    private boolean isKnown(Read read) {
        return read.signer() != null && known.test(read.signer());
    }

    private SealCheck.Verdict unsealed() {
        if (find(HEADER, 0, Math.min(pdf.length, MARGIN)) < 0) {
            return SealCheck.Verdict.NOT_PDF;
        }
        var seal = findBefore(BEGINNING, pdf.length);
        if (seal >= 0) {
            return unplaced(seal);
        }
        var ends = find(END, Math.max(0, pdf.length - MARGIN), pdf.length) >= 0;
        return ends ? SealCheck.Verdict.NONE : SealCheck.Verdict.TRUNCATED;
    }

    /** What became of a file with a seal whose place cannot be read; {@code seal} is where it begins, -1 when it is not ours. */
    private SealCheck.Verdict unplaced(int seal) {
        return seal >= 0 && find(END, seal, pdf.length) < 0 ? SealCheck.Verdict.TRUNCATED : SealCheck.Verdict.ALTERED;
    }

    /** Every byte range in the file, the seals' and whatever looks like one. */
    private List<Range> ranges() {
        var ranges = new ArrayList<Range>();
        for (var at = find(RANGE, 0, pdf.length);
                at >= 0 && ranges.size() < MOST_RANGES;
                at = find(RANGE, at + 1, pdf.length)) {
            var numbers = numbers(at + RANGE.length);
            if (numbers != null && numbers[0] == 0) {
                ranges.add(new Range(at, numbers[1], numbers[2], numbers[3]));
            }
        }
        return ranges;
    }

    /** Four numbers in brackets; null where there is something else. */
    private int @Nullable [] numbers(int start) {
        var at = blanks(start);
        if (at >= pdf.length || pdf[at] != '[') {
            return null;
        }
        var numbers = new int[4];
        at++;
        for (var i = 0; i < numbers.length; i++) {
            at = blanks(at);
            var begin = at;
            long number = 0;
            while (at < pdf.length && pdf[at] >= '0' && pdf[at] <= '9' && number <= Integer.MAX_VALUE) {
                number = number * 10 + (pdf[at++] - '0');
            }
            if (at == begin || number > Integer.MAX_VALUE) {
                return null;
            }
            numbers[i] = (int) number;
        }
        at = blanks(at);
        return at < pdf.length && pdf[at] == ']' ? numbers : null;
    }

    private int blanks(int start) {
        var at = start;
        while (at < pdf.length && pdf[at] <= ' ' && pdf[at] >= 0) {
            at++;
        }
        return at;
    }

    /**
     * Nothing but a seal's own hexadecimal digits may be left out, and the range must stand in what it covers: otherwise
     * somebody else may have written it, with another name and time. The end of the file may be missing.
     */
    private boolean isPlaced(Range range) {
        var digits = (long) range.to() - range.from() - 2;
        if (digits <= 0 || digits > 2L * LARGEST_SEAL || range.to() > pdf.length || range.token() >= range.end()) {
            return false;
        }
        if (range.token() >= range.from() && range.token() < range.to()) {
            return false;
        }
        if (pdf[range.from()] != '<' || pdf[range.to() - 1] != '>') {
            return false;
        }
        for (var i = range.from() + 1; i < range.to() - 1; i++) {
            if (!HexFormat.isHexDigit(pdf[i])) {
                return false;
            }
        }
        return true;
    }

    private Read read(Range range) {
        X509Certificate signer = null;
        try {
            var digits = range.to() - range.from() - 2;
            var written = new String(pdf, range.from() + 1, digits - digits % 2, StandardCharsets.US_ASCII);
            var cms = HexFormat.of().parseHex(written);
            var whole = range.end() <= pdf.length;
            var signed = new CMSSignedData(new Covered(pdf, range, whole), withoutPadding(cms));
            for (SignerInformation info : signed.getSignerInfos().getSigners()) {
                for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
                    if (!info.getSID().match(holder)) {
                        continue;
                    }
                    signer = new JcaX509CertificateConverter().getCertificate(holder);
                    if (whole && verified(info, holder) && names(info, holder)) {
                        return new Read(range, signer, true, isExact(written, signed, info), stamp(info));
                    }
                }
            }
        } catch (CMSException | IOException | GeneralSecurityException | RuntimeException e) {
            // Whatever a stranger's bytes do to the parser, they are no seal.
            return Read.broken(range, signer);
        }
        return Read.broken(range, signer);
    }

    /** The room for a seal is filled up with zeros. */
    private static byte[] withoutPadding(byte[] cms) {
        if (cms.length < 6 || cms[0] != 0x30 || (cms[1] & 0xff) < 0x81 || (cms[1] & 0xff) > 0x83) {
            return cms;
        }
        var bytes = cms[1] & 0x7f;
        var length = 2 + bytes;
        var content = 0;
        for (var i = 0; i < bytes; i++) {
            content = content << 8 | cms[2 + i] & 0xff;
        }
        return length + content <= cms.length ? Arrays.copyOf(cms, length + content) : cms;
    }

    private static boolean verified(SignerInformation info, X509CertificateHolder holder) {
        try {
            return info.verify(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** Where a seal tells the fingerprint of its certificate (RFC 5035), it must be the one that stands in the file. */
    private static boolean names(SignerInformation info, X509CertificateHolder holder)
            throws IOException, GeneralSecurityException {
        var signed = info.getSignedAttributes();
        var told = signed == null ? null : signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (told == null) {
            return true;
        }
        var id = SigningCertificateV2.getInstance(told.getAttributeValues()[0]).getCerts()[0];
        var digest =
                MessageDigest.getInstance(id.getHashAlgorithm().getAlgorithm().getId());
        return Arrays.equals(id.getCertHash(), digest.digest(holder.getEncoded()));
    }

    /**
     * Whether a seal is written as we write ours: DER in small letters, with what is not signed as it has to be, and nothing
     * but zeros behind. Otherwise some of its digits could be changed and nobody would notice.
     */
    private static boolean isExact(String written, CMSSignedData signed, SignerInformation info) throws IOException {
        var signer = info.toASN1Structure();
        var certificates =
                SignedData.getInstance(signed.toASN1Structure().getContent()).getCertificates();
        var rewritten = new SignedData(
                new DERSet(signer.getDigestAlgorithm()),
                new ContentInfo(CMSObjectIdentifiers.data, null),
                certificates,
                null,
                new DERSet(new SignerInfo(
                        signer.getSID(),
                        signer.getDigestAlgorithm(),
                        signer.getAuthenticatedAttributes(),
                        signer.getDigestEncryptionAlgorithm(),
                        signer.getEncryptedDigest(),
                        signer.getUnauthenticatedAttributes())));
        var ours = HexFormat.of()
                .formatHex(new ContentInfo(CMSObjectIdentifiers.signedData, rewritten).getEncoded(ASN1Encoding.DER));
        return written.startsWith(ours)
                && written.substring(ours.length()).chars().allMatch(digit -> digit == '0');
    }

    private static @Nullable TimeStamp stamp(SignerInformation seal) {
        var unsigned = seal.getUnsignedAttributes();
        var stamps = unsigned == null ? null : unsigned.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (stamps == null || stamps.size() == 0) {
            return null;
        }
        try {
            var values = Attribute.getInstance(stamps.get(0)).getAttrValues();
            // We put one on a seal; whatever else is there was put there by somebody else.
            return stamps.size() == 1 && values.size() == 1
                    ? TimeStamp.read(
                            new CMSSignedData(ContentInfo.getInstance(values.getObjectAt(0))), seal.getSignature())
                    : TimeStamp.BROKEN;
        } catch (TSPException
                | CMSException
                | IOException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException e) {
            return TimeStamp.BROKEN;
        }
    }

    /** What the seal says of itself. */
    private record Told(@Nullable Instant at, @Nullable String signatory, boolean sample) {}

    private Told told(Range range) {
        try {
            var object = findBefore(OBJECT, range.token());
            var start = object < 0 ? -1 : find(DICTIONARY, object, range.token());
            if (start < 0) {
                return new Told(null, null, false);
            }
            var end = (int) Math.min(Math.min(range.end(), pdf.length), (long) range.to() + 8 * MARGIN);
            var snippet = Arrays.copyOfRange(pdf, start, Math.max(end, range.token()));
            if (new PDFStreamParser(snippet).parseNextToken() instanceof COSDictionary seal) {
                Calendar at = seal.getDate(COSName.M);
                var reason = seal.getString(COSName.REASON);
                return new Told(
                        at == null ? null : at.toInstant(),
                        seal.getString(COSName.NAME),
                        reason != null && reason.startsWith(SPECIMEN));
            }
        } catch (IOException | RuntimeException e) {
            // A seal that says nothing legible of itself is still one.
            return new Told(null, null, false);
        }
        return new Told(null, null, false);
    }

    private int findBefore(byte[] what, int before) {
        for (var at = before - what.length; at >= 0; at--) {
            if (stands(what, at)) {
                return at;
            }
        }
        return -1;
    }

    private int find(byte[] what, int from, int to) {
        for (var at = from; at + what.length <= to; at++) {
            if (stands(what, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean stands(byte[] what, int at) {
        for (var i = 0; i < what.length; i++) {
            if (pdf[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The signed bytes, without a copy of them. */
    private record Covered(byte[] pdf, Range range, boolean whole) implements CMSTypedData {
        @Override
        public ASN1ObjectIdentifier getContentType() {
            return PKCSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            out.write(pdf, 0, range.from());
            if (whole) {
                out.write(pdf, range.to(), range.length());
            }
        }

        @Override
        public Object getContent() {
            return pdf;
        }
    }
}
