import Glibc

/// Time that only moves forward, whatever happens to the calendar.
enum MonotonicClock {
    /// Seconds since some moment.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func sleep(seconds: Double) {
        guard seconds > 0 else { return }
        let whole = seconds.rounded(.down)
        var wanted = timespec(tv_sec: Int(whole), tv_nsec: Int((seconds - whole) * 1e9))
        var rest = timespec()
        // A signal ends the sleep early; then the rest is slept.
        while nanosleep(&wanted, &rest) != 0 && errno == EINTR { wanted = rest }
    }
}
