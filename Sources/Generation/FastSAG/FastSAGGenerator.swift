import Codecs
import FastSAG
import Foundation
import Listener
import Music
import Recipes
import Signal
import Tensors

/// Accompaniment by FastSAG, section after section.
public final class FastSAGGenerator: GenerationSystem {
    let model: FastSAGModel
    let vocoder: Vocos
    let splitter: StemSplitter?
    private let digests: (model: String, vocoder: String, splitter: String?)

    /// Known before anything is loaded.
    public static let description = SystemDescription(
        name: "fastsag", title: "FastSAG",
        summary: "A whole band on one stem or three, by diffusion on Mel spectrograms.",
        stems: [stem], splitStems: splitStems, parameters: Parameter.fastSAG,
        draft: Draft(steps: 4, guidanceScale: 2.0 / 3), canVary: true, canReroll: true,
        phases: Phase.fastSAG,
        parts: [
            Part("model", help: "Mel of the band from what was heard"), Part("vocoder", help: "sound from a Mel"),
            Part("splitter", help: "drums, bass and the rest apart"),
        ])

    static let stem = "band"
    static let splitStems = StemSplitter.groups.map(\.rawValue)
    /// Hertz.
    static let sampleRate = PitchTracker.sampleRate
    /// Frames of its Mel.
    static let timebase = Timebase(rate: sampleRate, hop: PitchTracker.hop)
    /// Mel frames of a section, those of training, and of the overlap of two.
    static let sectionFrames = 936
    static let overlapFrames = 188
    /// Mel frames by which the last section may be longer: 10 s are two more than a section.
    static let slackFrames = 24
    /// How much of the chord condition is the harmoniser's posterior; the rest is its best path. The prior plays
    /// clearer chords from a path and follows an unsure harmoniser better by the posterior.
    static let softShare: Float = 0.35

    /// - Parameter splitter: without it recipes that ask for stems are refused.
    public init(model: Checkpoint, vocoder: Checkpoint, splitter: Checkpoint? = nil) throws {
        self.model = try FastSAGModel(model)
        self.vocoder = try Vocos(vocoder)
        self.splitter = try splitter.map { try StemSplitter($0) }
        digests = (model.digest, vocoder.digest, splitter?.digest)
    }

    public func modelHash(heardBy listener: String?) -> String {
        [digests.model, digests.vocoder, listener, digests.splitter].compactMap { $0 }.joined(separator: "-")
    }

    /// With the weights that come with the program where no others are named.
    /// - Throws: errors of reading weights.
    public convenience init(_ weights: SystemWeights) throws {
        try self.init(
            model: Checkpoint(contentsOf: weights.file("model", else: FastSAGModel.bundledWeights)),
            vocoder: Checkpoint(contentsOf: weights.file("vocoder", else: Vocos.bundledWeights)),
            splitter: Checkpoint(contentsOf: weights.file("splitter", else: StemSplitter.bundledWeights)))
    }

    /// With the weights that come with the program.
    public static func bundled() throws -> FastSAGGenerator { try FastSAGGenerator(SystemWeights()) }

    public func perform(_ order: Order, into sink: any TakeSink) throws -> MadeTake {
        try Self.description.validate(order.recipe)
        if order.recipe.stems == true, splitter == nil { throw GenerationError.splitterMissing }
        var take = try FastSAGTake(self, order, into: sink)
        return try take.make()
    }

    /// How so many seconds are cut into sections.
    public func plan(seconds: Double) -> SectionPlan {
        plan(frames: Self.timebase.frames(over: seconds))
    }

    func plan(frames: Int) -> SectionPlan {
        SectionPlan(
            frames: frames, length: Self.sectionFrames, overlap: Self.overlapFrames, unit: model.configuration.patch,
            slack: Self.slackFrames)
    }

    /// What was heard, as FastSAG's conditions.
    static func features(_ heard: Heard, frames: Int, recipe: Recipe) -> ConditionFeatures {
        var features = ConditionFeatures(frameCount: frames)
        // where nobody sings, the band is told of no voice rather than of a silent one, which it never heard
        if heard.pitch.hertz.contains(where: { $0 > 0 }) {
            features.setVocal(pitch: heard.pitch, onsets: heard.onsets)
            if !heard.semantics.isEmpty { features.setSemantics(heard.semantics) }
        }
        features.setBeats(heard.leadSheet, swing: recipe.swing ?? BeatGridPhase.straight)
        features.setChords(changes(in: heard.leadSheet.chords))
        holdOuterChords(of: heard.leadSheet, in: &features)
        if !heard.softChords.isEmpty { features.blendChords(heard.softChords, share: softShare) }
        if let style = style(of: recipe) { features.setStyle(style) }
        features.set(ArrangementSchedule(recipe, heard.leadSheet))
        return features
    }

    /// The style that is asked; else, for a take from noise, one that the seed draws: a model that is told of no style
    /// plays a little of all. What is made from an existing take keeps to that.
    static func style(of recipe: Recipe) -> Style? {
        if let style = recipe.style { return style }
        guard recipe.variation ?? 1 == 1, recipe.reroll == nil else { return nil }
        var generator = SeededGenerator(seed: recipe.seed, stream: styleStream)
        return Style.allCases[generator.uniform(in: 0..<Style.allCases.count)]
    }

    /// Apart from everything else that the seed decides.
    private static let styleStream: UInt64 = 5

    /// Before the first beat and after the last one the chords nearest to them are played: a sheet's chords begin with
    /// its beats, and where no chord is told the band plays any.
    private static func holdOuterChords(of sheet: LeadSheet, in features: inout ConditionFeatures) {
        let end = ConditionFeatures.time(of: features.frameCount)
        guard let first = sheet.chords.first, let last = sheet.chords.last else { return }
        for (from, to, chord) in [(0, first.start, first.chord), (last.end, end, last.chord)] where to > from {
            guard let chord else { continue }
            let held = SoftChord(start: from, end: to, chord: chord)
            features.setChord(from: held.start, to: held.end, tones: held.tones, bass: held.bass)
        }
    }

    /// Neighbours of one chord as one span: a span that was fixed inside a heard one is no change of chord.
    private static func changes(in spans: [LeadSheet.Span]) -> [LeadSheet.Span] {
        spans.reduce(into: []) { merged, span in
            if let last = merged.last, last.chord == span.chord, last.end == span.start {
                merged[merged.count - 1].end = span.end
            } else {
                merged.append(span)
            }
        }
    }
}
