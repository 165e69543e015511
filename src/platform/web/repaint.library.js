// When the next frame is drawn and the next slice of a job is worked: only when there is something to do.
addToLibrary({
    $repaint__deps: ['$pageLink'],
    $repaint: { asked: false, timer: 0, frames: 0, channel: null, working: false },

    repaint_request__deps: ['$repaint'],
    repaint_request: () => {
        if (repaint.asked) return;
        repaint.asked = true;
        requestAnimationFrame((now) => {
            repaint.asked = false;
            repaint.frames++;
            _page_frame(pageLink.page, now);
        });
    },
    repaint_wake_in__deps: ['$repaint'],
    repaint_wake_in: (ms) => {
        clearTimeout(repaint.timer);
        repaint.timer = ms < 0 ? 0 : setTimeout(() => _page_woken(pageLink.page), ms);
    },
    // A message, not a timer: timers are slowed to 4 ms and, in a tab behind, to a second.
    repaint_work_soon__deps: ['$repaint'],
    repaint_work_soon: () => {
        if (repaint.working) return;
        repaint.working = true;
        if (!repaint.channel) {
            repaint.channel = new MessageChannel();
            repaint.channel.port1.onmessage = () => {
                repaint.working = false;
                _page_work(pageLink.page);
            };
        }
        repaint.channel.port2.postMessage(0);
    },
    repaint_tick_in__deps: ['$pageLink'],
    repaint_tick_in: (ms) => {
        setTimeout(() => _page_tick(pageLink.page), ms);
    },
    page_now_ms: () => performance.now(),
});
