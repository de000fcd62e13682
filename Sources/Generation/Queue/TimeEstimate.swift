import Recipes

/// How long a take still needs, from how long its steps took.
package struct TimeEstimate {
    /// Seconds of audio that are made.
    private let audioSeconds: Double
    private var lastTime: Double
    private var progress: TakeProgress?
    private var stepSeconds = RunningMean()
    private var restSeconds = RunningMean()
    /// Spent after the steps on the section that is finished now.
    private var rest = 0.0
    private var shown: (left: Double, time: Double)?

    /// How many steps what comes after them in a section is taken to last until one has been measured.
    private static let stepsOfRest = 4.0
    /// How far what is shown goes to a new estimate at every step.
    private static let following = 0.15
    /// What is shown rises only for an estimate this much higher: the machine has become busier.
    private static let rise = 1.25

    /// - Parameter time: seconds on any steady clock, like all that follow.
    package init(audioSeconds: Double, time: Double) {
        self.audioSeconds = audioSeconds
        lastTime = time
    }

    /// Seconds; nil until two steps were made.
    package private(set) var secondsLeft: Double?
    /// Seconds of audio a second; nil likewise.
    package private(set) var speed: Double?

    /// Notes what has just been done.
    package mutating func note(_ now: TakeProgress, time: Double) {
        let spent = time - lastTime
        lastTime = time
        switch now.phase.pace {
        case .once: break
        case .step:
            if progress?.phase.pace == .section { restSeconds.add(rest) }
            rest = 0
            // the first step prepares the conditions too and warms the memory up
            if progress?.phase.pace == .step { stepSeconds.add(spent) }
        case .section: rest += spent
        }
        progress = now
        guard let step = stepSeconds.mean else { return }
        update(now, step: step, time: time)
    }

    private mutating func update(_ now: TakeProgress, step: Double, time: Double) {
        let after = restSeconds.mean ?? max(Self.stepsOfRest * step, rest)
        speed = audioSeconds / Double(now.sections) / (Double(now.steps) * step + after)
        let steps = (now.sections - now.section) * now.steps + max(now.steps - now.step, 0)
        let left =
            Double(steps) * step + Double(now.sections - now.section + 1) * after - min(rest, after)
        guard let before = shown else {
            shown = (left, time)
            secondsLeft = left
            return
        }
        let expected = max(before.left - (time - before.time), 0)
        var next = expected + Self.following * (left - expected)
        if left < Self.rise * before.left { next = min(next, before.left) }
        shown = (next, time)
        secondsLeft = next
    }

    /// A mean that forgets slowly.
    private struct RunningMean {
        private(set) var mean: Double?
        private var count = 0.0
        /// The least weight of a new value.
        private static let least = 0.1

        mutating func add(_ value: Double) {
            count += 1
            let old = mean ?? value
            mean = old + max(1 / count, Self.least) * (value - old)
        }
    }
}
