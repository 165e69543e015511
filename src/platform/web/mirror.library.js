// The mirror: real elements over the canvas, one for each node of the recorded tree, so that screen readers, find-in-page,
// the Tab key and tests see a page. Text is transparent (the canvas shows it) and pointers pass through to the canvas, but
// for links, which must be links to the browser, and the field being edited, which is the only text on screen then.
// Everything is placed by viewport coordinates (position: fixed); textContent only, never markup.
addToLibrary({
    $mirror__deps: ['$pageLink'],
    $mirror__postset: 'mirror.elements = new Map();',
    $mirror: {
        root: null,
        elements: null,
        editing: 0,
        value: '',  // What the program said last of the text that is being edited.
        keyboard: false,

        tags: {
            button: 'button', link: 'a', textbox: 'input', searchbox: 'input', checkbox: 'input', heading: 'h2', navigation: 'nav',
            banner: 'header', main: 'main', complementary: 'aside', contentinfo: 'footer', text: 'span', list: 'ul', listitem: 'li',
        },

        start() {
            this.root = document.getElementById('mirror');
            const note = (keyboard) => () => { this.keyboard = keyboard; };
            addEventListener('keydown', note(true), true);
            addEventListener('pointerdown', note(false), true);
            this.root.addEventListener('click', (event) => this.clicked(event));
            this.root.addEventListener('focusin', (event) => this.tell(event.target, 'focus'));
            this.root.addEventListener('focusout', (event) => this.tell(event.target, 'blur'));
            this.root.addEventListener('input', (event) => this.tell(event.target, 'set_text', event.target.value));
            this.root.addEventListener('keydown', (event) => this.keyInField(event));
        },

        isField(element) {
            return element && element.dataset && element.dataset.field === '1';
        },

        // A click that no pointer made: assistive technology, Enter or Space on the element, or a program.
        clicked(event) {
            const element = event.target.closest('[data-node]');
            if (!element) return;
            // Where a link leads outside (mailto:, tel:, a page of others) the browser goes by itself.
            const within = element.tagName === 'A' && (element.getAttribute('href') || '').startsWith('#');
            const plainLink = within && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1);
            if (plainLink || element.tagName === 'INPUT' && !this.isField(element)) event.preventDefault();
            if (element.tagName === 'A' && !plainLink) return;
            if (event.detail === 0 || !event.isTrusted) this.tell(element, this.isField(element) ? 'focus' : 'activate');
        },

        keyInField(event) {
            const element = event.target;
            if (!this.isField(element) || event.isComposing) return;
            const completes = element.getAttribute('role') === 'combobox';
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
            if (event.key === 'Enter' && (element.tagName === 'INPUT' || event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                this.tell(element, 'commit');
                if (!plain) input.tellKey(event);  // Ctrl Enter is the form's besides.
            } else if (event.key === 'Escape') {
                event.preventDefault();
                this.tell(element, 'cancel');
                if (!completes) element.blur();  // It may have meant the list only.
            } else if (completes && plain && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
                event.preventDefault();
                this.tell(element, 'key', event.key);
            } else if (completes && plain && event.key === 'Tab') {
                this.tell(element, 'key', event.key);  // The browser moves on by itself.
            }
            event.stopPropagation();
        },

        tell(element, kind, text = '') {
            const node = Number(element.dataset && element.dataset.node);
            if (node) pageLink.action(kind, node, text, this.keyboard);
        },

        create(id, role) {
            const element = document.createElement(this.tags[role] || 'div');
            element.dataset.node = String(id);
            element.className = 'node';
            if (role === 'checkbox') element.type = 'checkbox';
            if (role === 'textbox' || role === 'searchbox') this.makeField(element, role === 'searchbox' ? 'search' : 'text');
            if (role === 'button') element.type = 'button';
            const native = this.tags[role] && !['text', 'list', 'listitem', 'heading'].includes(role);
            if (!native && role !== 'text') element.setAttribute('role', role);
            if (role === 'combobox') element.setAttribute('aria-haspopup', 'listbox');
            if (role === 'alert' || role === 'status') element.setAttribute('aria-live', role === 'alert' ? 'assertive' : 'polite');
            element.tabIndex = -1;
            return element;
        },

        makeField(element, type) {
            element.dataset.field = '1';
            if (type) element.type = type;
            element.spellcheck = type !== 'search';
        },

        place(element, parent, before) {
            (parent || this.root).insertBefore(element, before || null);
        },

        // A textarea is another element than an input, and a combobox that is typed into another than one that is not: the
        // element is made again with all it had.
        remake(id, element, tag, type) {
            if (element.tagName === tag.toUpperCase()) return element;
            const field = document.createElement(tag);
            for (const { name, value } of element.attributes) {
                if (name !== 'type' && name !== 'style') field.setAttribute(name, value);
            }
            field.tabIndex = element.tabIndex;
            this.makeField(field, type);
            element.replaceWith(field);
            this.elements.set(id, field);
            return field;
        },
        makeEditable(id, element) {
            const field = this.remake(id, element, 'input', 'text');
            field.setAttribute('aria-autocomplete', 'list');
            field.spellcheck = false;
        },
        // Whether a pointer is over the list of the field that is being edited.
        inOwnList({ clientX, clientY }) {
            const field = this.elements.get(this.editing);
            const list = field && document.getElementById(field.getAttribute('aria-controls') || '');
            if (!list) return false;
            const box = list.getBoundingClientRect();
            return clientX >= box.left && clientX < box.right && clientY >= box.top && clientY < box.bottom;
        },

        textual(role) {
            return ['text', 'heading', 'status', 'alert', 'gridcell', 'columnheader', 'option', 'menuitem', 'button', 'link', 'tab', 'tooltip'].includes(role);
        },

        set(id, attribute, text, role) {
            let element = this.elements.get(id);
            if (!element) return;
            const aria = (name, value) => value === '' ? element.removeAttribute(name) : element.setAttribute(name, value);
            switch (attribute) {
                case 'name':
                    if (this.textual(role)) this.setText(element, text);
                    else aria('aria-label', text);
                    break;
                case 'rect': this.setRect(element, text.split(' ')); break;
                case 'value':
                    if (this.isField(element)) {
                        if (document.activeElement !== element) element.value = text;
                    } else if (role === 'combobox') this.setText(element, text);
                    else if (role === 'grid') aria('aria-description', text);  // A chart's: the point that is being read.
                    else aria('aria-valuenow', text);
                    break;
                case 'description': aria('aria-description', text); break;
                case 'href':
                    aria('href', text);
                    aria('target', /^https?:/.test(text) ? '_blank' : '');
                    aria('rel', /^https?:/.test(text) ? 'noopener noreferrer' : '');
                    break;
                case 'level': aria('aria-level', text); break;
                case 'row_index': aria('aria-rowindex', text); break;
                case 'row_count': aria('aria-rowcount', text); break;
                case 'column_index': aria('aria-colindex', text); break;
                case 'column_count': aria('aria-colcount', text); break;
                case 'checked': this.setChecked(element, text); break;
                case 'expanded': aria('aria-expanded', text === 'yes' ? 'true' : text === 'no' ? 'false' : ''); break;
                case 'sort': aria('aria-sort', text); break;
                case 'disabled': aria('aria-disabled', text); break;
                case 'selected': aria('aria-selected', ['tab', 'option', 'row', 'gridcell'].includes(role) ? text || 'false' : text); break;
                case 'current': aria('aria-current', text ? (role === 'listitem' ? 'step' : 'page') : ''); break;
                case 'invalid': aria('aria-invalid', text); break;
                case 'required': aria('aria-required', text); break;
                case 'read_only': if (this.isField(element)) element.readOnly = text !== ''; break;
                case 'modal': aria('aria-modal', text); break;
                case 'multiline': if (text) this.remake(id, element, 'textarea'); break;
                case 'editable': if (text) this.makeEditable(id, element); break;
                case 'focusable': element.tabIndex = text ? 0 : -1; break;
                case 'active_descendant': this.refer(element, 'aria-activedescendant', text); break;
                case 'controls': this.refer(element, 'aria-controls', text); break;
                case 'input_mode': aria('inputmode', text); break;
                case 'autocomplete': aria('autocomplete', text); break;
                case 'placeholder': aria('placeholder', text); break;
            }
        },

        setText(element, text) {
            // A node's own text comes first; the elements of what it holds follow.
            let own = element.firstChild;
            if (!own || own.nodeType !== Node.TEXT_NODE) {
                own = document.createTextNode('');
                element.insertBefore(own, element.firstChild);
            }
            if (own.data !== text) own.data = text;
        },

        setChecked(element, text) {
            if (element.type === 'checkbox') {
                element.checked = text === 'yes';
                element.indeterminate = text === 'mixed';
            } else if (text === '') {
                element.removeAttribute('aria-checked');
            } else {
                element.setAttribute('aria-checked', text === 'yes' ? 'true' : text === 'mixed' ? 'mixed' : 'false');
            }
        },

        refer(element, attribute, text) {
            const other = text && this.elements.get(Number(text));
            if (!other) return element.removeAttribute(attribute);
            other.id = `n${text}`;
            element.setAttribute(attribute, other.id);
        },

        setRect(element, [x, y, w, h]) {
            const style = element.style;
            style.left = `${x}px`;
            style.top = `${y}px`;
            style.width = `${w}px`;
            style.height = `${h}px`;
        },

        // The field that is being edited stands over the canvas where the text is drawn.
        edit(id, x, y, w, h, px, value) {
            const element = this.elements.get(id);
            if (!element) return;
            this.setRect(element, [x, y, w, h]);
            element.style.fontSize = `${px}px`;
            element.style.lineHeight = element.tagName === 'TEXTAREA' ? '20px' : `${h}px`;
            if (this.editing === id && document.activeElement === element) return this.follow(element, value);
            this.unedit();
            this.editing = id;
            this.value = value;
            element.classList.add('editing');
            if (document.activeElement !== element) {
                element.value = value;
                element.focus({ preventScroll: true });
                const end = element.value.length;
                if (element.setSelectionRange) element.setSelectionRange(end, end);
            }
        },

        // The program has changed the text by itself: a suggestion was taken, or the field emptied for the next.
        follow(element, value) {
            const changed = value !== this.value;
            this.value = value;
            if (!changed || value === element.value) return;
            element.value = value;
            const end = element.value.length;
            element.setSelectionRange(end, end);
        },

        unedit() {
            const element = this.elements.get(this.editing);
            this.editing = 0;
            if (!element) return;
            element.classList.remove('editing');
            if (document.activeElement === element) element.blur();
        },
    },

    mirror_start__deps: ['$mirror'],
    mirror_start: () => mirror.start(),

    mirror_create__deps: ['$mirror'],
    mirror_create: (id, role, parent, before) => {
        const element = mirror.create(id, UTF8ToString(role));
        mirror.elements.set(id, element);
        mirror.place(element, mirror.elements.get(parent), mirror.elements.get(before));
    },
    mirror_move__deps: ['$mirror'],
    mirror_move: (id, parent, before) => {
        const element = mirror.elements.get(id);
        const focused = document.activeElement;
        const holds = focused && element && element.contains(focused);
        if (element) mirror.place(element, mirror.elements.get(parent), mirror.elements.get(before));
        if (holds && document.activeElement !== focused) focused.focus({ preventScroll: true });
    },
    mirror_remove__deps: ['$mirror'],
    mirror_remove: (id) => {
        const element = mirror.elements.get(id);
        if (!element) return;
        mirror.elements.delete(id);
        if (mirror.editing === id) mirror.editing = 0;
        element.remove();
    },
    mirror_set__deps: ['$mirror'],
    mirror_set: (id, role, attribute, text) => mirror.set(id, UTF8ToString(attribute), UTF8ToString(text), UTF8ToString(role)),

    mirror_edit__deps: ['$mirror'],
    mirror_edit: (id, x, y, w, h, px, value) => mirror.edit(id, x, y, w, h, px, UTF8ToString(value)),
    mirror_unedit__deps: ['$mirror'],
    mirror_unedit: () => mirror.unedit(),
    mirror_focus__deps: ['$mirror'],
    mirror_focus: (id) => {
        const element = mirror.elements.get(id);
        if (element && document.activeElement !== element) element.focus({ preventScroll: true });
    },
});
