// Characters and runs that the bundled font lacks, drawn by the browser's own canvas.
addToLibrary({
    $glyphs: {
        context: null,
        kFonts: 'Inter, "Noto Sans", "Noto Sans CJK JP", "Noto Sans Arabic", system-ui, "Noto Color Emoji", sans-serif',
        weights: [400, 500, 600],

        surface(width, height) {
            if (!this.context) {
                const element = document.createElement('canvas');
                this.context = element.getContext('2d', { willReadFrequently: true });
            }
            const element = this.context.canvas;
            if (element.width < width || element.height < height) {
                element.width = Math.max(element.width, width);
                element.height = Math.max(element.height, height);
            }
            return this.context;
        },

        draw(text, px, weight) {
            const font = `${this.weights[weight] || 400} ${px}px ${this.kFonts}`;
            let context = this.surface(64, 64);
            context.font = font;
            const size = context.measureText(text);
            const left = Math.ceil(Math.max(0, size.actualBoundingBoxLeft)) + 1;
            const up = Math.ceil(Math.max(0, size.actualBoundingBoxAscent)) + 1;
            const width = Math.min(4096, left + Math.ceil(Math.max(0, size.actualBoundingBoxRight)) + 1);
            const height = Math.min(1024, up + Math.ceil(Math.max(0, size.actualBoundingBoxDescent)) + 1);
            context = this.surface(width, height);
            context.font = font;
            context.textBaseline = 'alphabetic';
            context.fillStyle = '#fff';
            context.clearRect(0, 0, width, height);
            context.fillText(text, left, up);
            return { left, up, width, height, advance: size.width, pixels: context.getImageData(0, 0, width, height).data };
        },

        coloured(pixels) {
            for (let i = 0; i < pixels.length; i += 4) {
                if (pixels[i + 3] > 32 && (Math.abs(pixels[i] - pixels[i + 1]) > 24 || Math.abs(pixels[i + 1] - pixels[i + 2]) > 24)) return true;
            }
            return false;
        },
    },
    // Answers by glyphs_take(): a call into the program while it waits for this one.
    glyphs_draw__deps: ['$glyphs', 'malloc', 'free'],
    glyphs_draw: (picture, text, px, weight) => {
        const drawn = glyphs.draw(UTF8ToString(text), px, weight);
        const buffer = _malloc(drawn.pixels.length);
        HEAPU8.set(drawn.pixels, buffer);
        _glyphs_take(picture, drawn.width, drawn.height, -drawn.left, -drawn.up, drawn.advance, glyphs.coloured(drawn.pixels) ? 1 : 0, buffer);
        _free(buffer);
    },
});
