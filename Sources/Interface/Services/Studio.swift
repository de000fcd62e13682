import Music
import Recipes
import Signal

/// Listening and generation in the background. No call waits; what happens arrives as `StudioEvent`s, on any thread.
public protocol Studio: Sendable {
    /// Known before anything is loaded.
    var systems: [SystemDescription] { get }
    /// Hears the vocal; what is given in the constraints is kept. A newer call replaces one that still waits.
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints)
    /// Queues a take under an identifier that the caller chooses.
    func submit(_ request: TakeRequest)
    /// Ends a job within one step, or takes it out of the queue.
    func cancel(job: Int)
}

/// An order for a take.
public struct TakeRequest: Sendable {
    public var job: Int
    /// The whole vocal; the recipe says which part is accompanied.
    public var vocal: AudioBuffer
    public var recipe: Recipe
    /// The take to vary or to change, by stem, at its own rate; nil for a take from noise.
    public var parent: [String: AudioBuffer]?
    /// Seconds at which it begins, counted from `recipe.from`: before 0 by its pre-roll.
    public var parentStart = 0.0

    public init(job: Int, vocal: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil) {
        self.job = job
        self.vocal = vocal
        self.recipe = recipe
        self.parent = parent
    }
}

public enum StudioEvent: Sendable {
    /// A finished take, before it is kept.
    public struct Made: Sendable {
        /// By name, all of one length and rate.
        public var stems: [String: AudioBuffer]
        /// In seconds of the song.
        public var leadSheet: LeadSheet
        public var modelHash: String
        public var computeSeconds: Double

        public init(
            stems: [String: AudioBuffer], leadSheet: LeadSheet, modelHash: String, computeSeconds: Double
        ) {
            self.stems = stems
            self.leadSheet = leadSheet
            self.modelHash = modelHash
            self.computeSeconds = computeSeconds
        }
    }

    case engineReady
    /// Why nothing can be computed, in a sentence; the rest of the program works on.
    case engineUnavailable(String)
    /// - hypotheses: this and other readings, the likeliest first.
    case heard(LeadSheet, hypotheses: [ListeningHypothesis] = [])
    case cannotHear(String)
    /// - secondsLeft: nil until it can be told. speed: seconds of audio a second, likewise.
    case progress(job: Int, TakeProgress, secondsLeft: Double?, speed: Double?)
    /// What is finished so far, from the take's beginning on; sounds that play already do not change.
    case sections(job: Int, stems: [String: AudioBuffer])
    case finished(job: Int, Made)
    case cancelled(job: Int)
    case failed(job: Int, String)
}
