// The one way back from the browser to the program: the address of its Page, and what is told to it.
addToLibrary({
    $pageLink__deps: ['$stringToNewUTF8', 'free'],
    $pageLink: {
        page: 0,
        actions: ['activate', 'focus', 'blur', 'set_text', 'commit', 'cancel', 'scroll_into_view', 'key'],

        withText(text, use) {
            const pointer = stringToNewUTF8(text);
            try {
                use(pointer);
            } finally {
                _free(pointer);
            }
        },
        action(kind, node, text, keyboard) {
            if (!this.page) return;
            this.withText(text, (pointer) => _page_action(this.page, this.actions.indexOf(kind), node, pointer, keyboard ? 1 : 0));
        },
    },
    page_attach__deps: ['$pageLink'],
    page_attach: (page) => {
        pageLink.page = page;
    },
});
