package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColourProfileTest {

    @Test
    void theSmallProfileShowsColoursAsTheJdksOwn() {
        var ours = new ICC_ColorSpace(ICC_Profile.getInstance(ColourProfile.sRgb()));
        var jdks = new ICC_ColorSpace(ICC_Profile.getInstance(ColorSpace.CS_sRGB));
        for (var colour :
                new float[][] {{0, 0, 0}, {1, 1, 1}, {0.04f, 0.37f, 0.31f}, {0.72f, 0.54f, 0.17f}, {1, 0, 0}}) {
            var wanted = jdks.toCIEXYZ(colour);
            var found = ours.toCIEXYZ(colour);
            for (var i = 0; i < 3; i++) {
                assertThat(found[i]).isCloseTo(wanted[i], Offset.offset(0.003f));
            }
        }
    }
}
