package org.dawra.document;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/** QR codes as rows of modules, with the quiet margin of four that readers need. */
final class QrCodes {

    private static final int MARGIN = 4;

    /** Looking for the best mask takes most of an encoder's time, and any mask can be read. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.QR_MASK_PATTERN, 3, EncodeHintType.CHARACTER_SET, "UTF-8");

    private QrCodes() {}

    static boolean[][] modules(String text) {
        try {
            ByteMatrix matrix =
                    Encoder.encode(text, ErrorCorrectionLevel.M, HINTS).getMatrix();
            int size = matrix.getWidth();
            boolean[][] modules = new boolean[size + 2 * MARGIN][size + 2 * MARGIN];
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    modules[row + MARGIN][column + MARGIN] = matrix.get(column, row) == 1;
                }
            }
            return modules;
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
    }
}
