// The canvas in device pixels: its size, the pixel ratio, preferences, lost and restored contexts.
addToLibrary({
    $canvas__deps: ['$pageLink'],
    $canvas: {
        element: null,

        start() {
            this.element = document.getElementById('canvas');
            new ResizeObserver((entries) => this.resized(entries[0])).observe(this.element);
            this.element.addEventListener('webglcontextlost', (event) => {
                event.preventDefault();
                _page_context_lost(pageLink.page);
            });
            this.element.addEventListener('webglcontextrestored', () => _page_context_restored(pageLink.page));
            for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(prefers-contrast: more)',
                                 '(forced-colors: active)', '(pointer: coarse)']) {
                matchMedia(query).addEventListener('change', () => this.preferences());
            }
            this.preferences();
            this.measure(this.element.clientWidth, this.element.clientHeight);
        },

        resized(entry) {
            const box = entry.contentRect;
            this.measure(box.width, box.height);
        },
        measure(width, height) {
            const ratio = devicePixelRatio || 1;
            const deviceWidth = Math.max(1, Math.round(width * ratio));
            const deviceHeight = Math.max(1, Math.round(height * ratio));
            if (this.element.width !== deviceWidth || this.element.height !== deviceHeight) {
                this.element.width = deviceWidth;
                this.element.height = deviceHeight;
            }
            _page_resized(pageLink.page, width, height, ratio);
        },
        preferences() {
            const is = (query) => matchMedia(query).matches ? 1 : 0;
            const contrast = is('(prefers-contrast: more)') || is('(forced-colors: active)');
            pageLink.withText(navigator.language || 'en', (locale) => _page_preferences(
                pageLink.page, is('(prefers-color-scheme: dark)'), is('(prefers-reduced-motion: reduce)'), contrast, is('(pointer: coarse)'), locale));
        },
    },
    canvas_start__deps: ['$canvas'],
    canvas_start: () => canvas.start(),
    canvas_cursor: (cursor) => {
        document.getElementById('canvas').style.cursor = UTF8ToString(cursor);
    },
    // Colours that the browser's own field and the page around the canvas take from the look.
    canvas_colours: (surface, text, accent, selected, dark) => {
        const css = (rgba) => `#${(rgba >>> 0).toString(16).padStart(8, '0')}`;
        const style = document.documentElement.style;
        style.setProperty('--surface', css(surface));
        style.setProperty('--text', css(text));
        style.setProperty('--accent', css(accent));
        style.setProperty('--selected', css(selected));
        style.colorScheme = dark ? 'dark' : 'light';
    },
});
