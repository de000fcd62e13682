import Generation
import Interface
import Music
import Recipes
import Signal

/// Listening and generation for the screen: a `GenerationQueue`.
struct QueueStudio: Studio {
    let queue: GenerationQueue

    var systems: [SystemDescription] { Generators.all }

    /// - Parameter handler: gets all events, on any thread.
    init(handler: @escaping @Sendable (StudioEvent) -> Void) {
        queue = GenerationQueue(systems: Generators.systems) { handler(StudioEvent($0)) }
    }

    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) {
        queue.listen(to: vocal, constraints: constraints)
    }

    func submit(_ request: TakeRequest) {
        queue.submit(
            GenerationJob(
                id: request.job, vocal: request.vocal, recipe: request.recipe, parent: request.parent,
                parentStart: request.parentStart))
    }

    func cancel(job: Int) { queue.cancel(job: job) }
}

extension StudioEvent {
    init(_ event: GenerationEvent) {
        switch event {
        case .engineReady: self = .engineReady
        case .engineUnavailable(let reason): self = .engineUnavailable(reason)
        case .heard(let sheet, let hypotheses): self = .heard(sheet, hypotheses: hypotheses)
        case .cannotHear(let reason): self = .cannotHear(reason)
        case .progress(let job, let progress, let secondsLeft, let speed):
            self = .progress(job: job, progress, secondsLeft: secondsLeft, speed: speed)
        case .sections(let job, let stems): self = .sections(job: job, stems: stems)
        case .finished(let job, let made):
            self = .finished(
                job: job,
                Made(
                    stems: made.stems, leadSheet: made.leadSheet, modelHash: made.modelHash,
                    computeSeconds: made.computeSeconds))
        case .cancelled(let job): self = .cancelled(job: job)
        case .failed(let job, let reason): self = .failed(job: job, reason)
        }
    }
}
