package dev.nightjar.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrPictureTest {

    @Test
    void everyModuleIsDrawnWhereTheCodeHasIt() {
        String text = "https://192.168.1.20:8443";
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);

        List<String> lines = QrPicture.of(text)
                .lines()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();

        for (int row = 0; row < code.size; row++) {
            for (int column = 0; column < code.size; column++) {
                char drawn = lines.get((row + 2) / 2).charAt(column + 2);
                boolean dark = row % 2 == 0 ? drawn == '█' || drawn == '▀' : drawn == '█' || drawn == '▄';
                assertThat(dark).as("row %s, column %s", row, column).isEqualTo(code.getModule(column, row));
            }
        }
    }
}
