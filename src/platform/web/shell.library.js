// The shell's moments: the program is up, it needs its later part, or it cannot go on.
addToLibrary({
    shell_page: (page) => {
        Module.perennialPage = page;
    },
    shell_started: () => {
        const loading = document.getElementById('loading');
        if (loading) loading.remove();
    },
    shell_rest_needed: () => Module.restNeeded(),
    // Reported as an error of the page, which shows the way out with the data.
    shell_stopped: (message) => {
        const sentence = UTF8ToString(message);
        setTimeout(() => { throw new Error(sentence); });
    },
});
