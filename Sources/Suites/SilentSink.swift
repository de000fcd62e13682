import Generation
import Recipes
import Signal

/// For takes that are measured when they are made.
struct SilentSink: TakeSink {
    func progress(_ progress: TakeProgress) {}
    func append(_ stems: [String: AudioBuffer], from start: Double) {}
}
