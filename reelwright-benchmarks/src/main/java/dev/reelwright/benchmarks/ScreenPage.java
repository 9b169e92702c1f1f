package dev.reelwright.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A long page that looks like text on a screen: the same everywhere, because its letters are of its own making. */
final class ScreenPage {
    static final int WIDTH = 854;
    static final int HEIGHT = 1080;
    private static final int LETTERS = 26;
    private static final int LETTER_WIDTH = 5;
    private static final int LETTER_HEIGHT = 7;
    private static final int DOT = 2;
    private static final int LINE = 24;
    private static final int MARGIN = 40;

    private final Random random = new Random(7);
    private final boolean[][][] letters = new boolean[LETTERS][LETTER_HEIGHT][LETTER_WIDTH];

    private ScreenPage() {
        for (boolean[][] letter : letters) {
            for (boolean[] row : letter) {
                for (int x = 0; x < LETTER_WIDTH; x++) {
                    row[x] = random.nextInt(5) < 2;
                }
            }
        }
    }

    static void write(Path png) throws IOException {
        ImageIO.write(new ScreenPage().paint(), "png", png.toFile());
    }

    private BufferedImage paint() {
        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = page.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(new Color(0x2060c0));
        g.fillRect(0, 0, WIDTH, LINE);
        for (int line = 2; line * LINE < HEIGHT - LINE; line++) {
            boolean heading = line % 9 == 2;
            g.setColor(heading ? new Color(0xb03020) : new Color(0x202020));
            // paragraphs end with a short line and an empty one
            int right = line % 9 == 1 ? 0 : line % 9 == 0 || heading ? WIDTH / 2 : WIDTH - MARGIN;
            paintLine(g, line * LINE, right);
        }
        g.dispose();
        return page;
    }

    private void paintLine(Graphics2D g, int y, int right) {
        int x = MARGIN;
        while (x < right) {
            if (random.nextInt(6) > 0) {
                paintLetter(g, letters[random.nextInt(LETTERS)], x, y);
            }
            x += (LETTER_WIDTH + 1) * DOT;
        }
    }

    private static void paintLetter(Graphics2D g, boolean[][] letter, int left, int top) {
        for (int y = 0; y < LETTER_HEIGHT; y++) {
            for (int x = 0; x < LETTER_WIDTH; x++) {
                if (letter[y][x]) {
                    g.fillRect(left + x * DOT, top + y * DOT, DOT, DOT);
                }
            }
        }
    }
}
