// One tab writes: a Web Lock named after the workspace. The others read, follow what the writer saves, and may take over.
// A second lock is shared by all tabs that show the workspace, so that none deletes it under another.
addToLibrary({
    $tab__deps: ['$pageLink', '$device'],
    $tab: { name: '', release: null, channel: null, ready: null },

    tab_start__deps: ['$tab'],
    tab_start: (name) => {
        tab.name = UTF8ToString(name);
        if (globalThis.BroadcastChannel) {
            tab.channel = new BroadcastChannel(tab.name);
            tab.channel.onmessage = () => _page_saved_elsewhere(pageLink.page);
        }
        tab.ready = new Promise((resolve) => {
            if (!navigator.locks) return resolve();
            navigator.locks.request(device.openLockName(tab.name), { mode: 'shared' }, () => {
                resolve();
                return new Promise(() => {});
            }).catch(resolve);
        });
    },
    // Answers by page_lock(1: ours, 0: another tab has it); page_lock_lost() when it is stolen later.
    tab_lock__deps: ['$tab'],
    tab_lock: (steal) => {
        if (!navigator.locks) return _page_lock(pageLink.page, 1);
        const options = steal ? { steal: true } : { ifAvailable: true };
        tab.ready.then(() => navigator.locks.request(tab.name, options, (lock) => {
            setTimeout(() => _page_lock(pageLink.page, lock ? 1 : 0));
            return lock ? new Promise((resolve) => { tab.release = resolve; }) : undefined;
        })).catch(() => _page_lock_lost(pageLink.page));
    },
    // The page from its start, at its first screen: an address within one workspace says nothing in another.
    tab_open_anew: () => {
        history.replaceState(null, '', '#/contacts');
        location.reload();
    },
    tab_saved__deps: ['$tab'],
    tab_saved: () => {
        if (tab.channel) tab.channel.postMessage('saved');
    },
});
