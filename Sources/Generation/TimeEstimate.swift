import Recipes

/// How long a take still needs, from how long its steps took.
package struct TimeEstimate {
    /// Seconds of audio that are made.
    private let audioSeconds: Double
    private var lastTime: Double
    private var progress: TakeProgress?
    private var stepSeconds = RunningMean()
    private var vocodeSeconds = RunningMean()
    /// Spent on vocoding the section that is vocoded now.
    private var vocoding = 0.0
    private var shown: (left: Double, time: Double)?

    /// How many steps of the sampler vocoding a section is taken to last until one has been measured.
    private static let stepsOfVocoding = 4.0
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
        switch now.stage {
        case .listen, .condition: break
        case .denoise:
            if progress?.stage == .vocode { vocodeSeconds.add(vocoding) }
            vocoding = 0
            // the first step prepares the conditions too and warms the memory up
            if progress?.stage == .denoise { stepSeconds.add(spent) }
        case .vocode, .split: vocoding += spent
        }
        progress = now
        guard let step = stepSeconds.mean else { return }
        update(now, step: step, time: time)
    }

    private mutating func update(_ now: TakeProgress, step: Double, time: Double) {
        let vocode = vocodeSeconds.mean ?? max(Self.stepsOfVocoding * step, vocoding)
        speed = audioSeconds / Double(now.sections) / (Double(now.steps) * step + vocode)
        let steps = (now.sections - now.section) * now.steps + max(now.steps - now.step, 0)
        let left =
            Double(steps) * step + Double(now.sections - now.section + 1) * vocode - min(vocoding, vocode)
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
