// One tab writes: a Web Lock named after the workspace. The others read, follow what the writer saves, and may take over.
addToLibrary({
    $tab__deps: ['$pageLink'],
    $tab: { name: '', release: null, channel: null },

    tab_start__deps: ['$tab'],
    tab_start: (name) => {
        tab.name = UTF8ToString(name);
        if (globalThis.BroadcastChannel) {
            tab.channel = new BroadcastChannel(tab.name);
            tab.channel.onmessage = () => _page_saved_elsewhere(pageLink.page);
        }
    },
    // Answers by page_lock(1: ours, 0: another tab has it); page_lock_lost() when it is stolen later.
    tab_lock__deps: ['$tab'],
    tab_lock: (steal) => {
        if (!navigator.locks) return _page_lock(pageLink.page, 1);
        const options = steal ? { steal: true } : { ifAvailable: true };
        navigator.locks.request(tab.name, options, (lock) => {
            setTimeout(() => _page_lock(pageLink.page, lock ? 1 : 0));
            return lock ? new Promise((resolve) => { tab.release = resolve; }) : undefined;
        }).catch(() => _page_lock_lost(pageLink.page));
    },
    tab_saved__deps: ['$tab'],
    tab_saved: () => {
        if (tab.channel) tab.channel.postMessage('saved');
    },
});
