import Generation
import Recipes
import Signal

/// Shows progress; a take is written when it is whole.
struct BarSink: TakeSink {
    let bar: ProgressBar

    func progress(_ progress: TakeProgress) { bar.show(progress) }
    func append(_ stems: [String: AudioBuffer], from start: Double) {}
}
