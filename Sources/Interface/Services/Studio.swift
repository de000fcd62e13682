import Music
import Recipes
import Signal

/// Listening and generation in the background. No call waits; what happens arrives as `TakeEvent`s, on any thread.
public protocol Studio: Sendable {
    /// Known before anything is loaded.
    var systems: [SystemDescription] { get }
    /// Hears the vocal; what is given in the constraints is kept. A newer call replaces one that still waits.
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints)
    /// Queues a take under an identifier that the caller chooses and never uses again.
    func submit(_ order: TakeOrder, job: Int)
    /// Ends a job within one step, or takes it out of the queue.
    func cancel(job: Int)
    /// Ends an endless take with what was made of it.
    func finish(job: Int)
    /// Playback has come to so many seconds of the song in an endless take: more is made before that runs out.
    func played(until seconds: Double, job: Int)
}
