// Pointer, wheel and keys. They are heard on the window, because a link of the mirror may stand over the canvas; what
// belongs to the field being edited, or to the browser, is left alone.
addToLibrary({
    $input__deps: ['$pageLink', '$mirror'],
    $input: {
        clicks: { count: 0, time: 0, x: 0, y: 0 },

        start() {
            const surface = document.getElementById('surface');
            surface.addEventListener('pointermove', (event) => this.moved(event));
            surface.addEventListener('mousedown', (event) => this.keepFocus(event));
            surface.addEventListener('pointerdown', (event) => this.pressed(event));
            surface.addEventListener('pointerup', (event) => this.released(event));
            surface.addEventListener('pointercancel', (event) => this.released(event));
            surface.addEventListener('pointerleave', () => _page_pointer_left(pageLink.page));
            surface.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
            addEventListener('keydown', (event) => this.key(event));
        },

        modifiers(event) {
            return (event.ctrlKey ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);
        },
        inEditedField(event) {
            return mirror.isField(event.target) && event.target.classList.contains('editing');
        },
        // A new tab or window: the link's own business.
        newTab(event) {
            return event.target.tagName === 'A' && (event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey);
        },

        moved(event) {
            _page_pointer_moved(pageLink.page, event.clientX, event.clientY, event.pointerType === 'touch' ? 1 : 0);
        },
        // The field whose list is pressed stays the one that is edited.
        keepFocus(event) {
            if (mirror.inOwnList(event)) event.preventDefault();
        },
        pressed(event) {
            if (this.inEditedField(event) || this.newTab(event)) return;
            const last = this.clicks;
            const again = event.timeStamp - last.time < 400 && Math.hypot(event.clientX - last.x, event.clientY - last.y) < 6;
            this.clicks = { count: again ? last.count + 1 : 1, time: event.timeStamp, x: event.clientX, y: event.clientY };
            if (event.target.setPointerCapture && event.target.id === 'canvas') event.target.setPointerCapture(event.pointerId);
            _page_pointer_pressed(pageLink.page, event.clientX, event.clientY, event.button, this.clicks.count, this.modifiers(event),
                                  event.pointerType === 'touch' ? 1 : 0);
        },
        released(event) {
            if (this.inEditedField(event) || this.newTab(event)) return;
            _page_pointer_released(pageLink.page, event.clientX, event.clientY, event.button, this.modifiers(event));
        },
        wheel(event) {
            if (event.ctrlKey || event.metaKey) return;  // Page zoom.
            if (this.inEditedField(event) && event.target.scrollHeight > event.target.clientHeight) return;
            event.preventDefault();
            const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? innerHeight * 0.9 : 1;
            _page_wheel(pageLink.page, event.clientX, event.clientY, event.deltaX * unit, event.deltaY * unit, this.modifiers(event));
        },

        // The only keys whose browser meaning is taken away, and where.
        taken(event) {
            const control = event.ctrlKey || event.metaKey;
            const inGrid = !!(event.target.closest && event.target.closest('[role=grid],[role=listbox],[role=menu],[role=tablist],[role=radiogroup],[role=combobox]'));
            if (event.altKey) return false;
            if (control) {
                const key = event.key.toLowerCase();
                return key === 'z' || (key === 'a' && inGrid);
            }
            if (event.key === '/') return true;
            return inGrid && ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', ' '].includes(event.key);
        },
        // Enter and Space on a mirrored button or link are a click of the browser's own making.
        clicksByItself(event) {
            const tag = event.target.tagName;
            const pressing = event.key === 'Enter' || event.key === ' ';
            return pressing && (tag === 'BUTTON' || tag === 'A' || tag === 'INPUT');
        },
        // Alone they mean nothing to the program. A key takes a frame of its own, and focus that moves on while frames wait
        // would be called back to where it was.
        movesFocus(event) {
            return ['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key);
        },
        tellKey(event) {
            pageLink.withText(event.key, (key) => _page_key(pageLink.page, key, this.modifiers(event), event.repeat ? 1 : 0));
        },
        key(event) {
            if (event.isComposing || this.movesFocus(event) || mirror.isField(event.target) || this.clicksByItself(event)) return;
            if (this.taken(event)) event.preventDefault();
            this.tellKey(event);
        },
    },
    input_start__deps: ['$input'],
    input_start: () => input.start(),
});
