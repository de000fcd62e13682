import Conditions
import Recipes

/// What FastSAG can be asked; what is usual is what its sampler does.
extension Parameter {
    private static let sampler = FastSAGConfiguration.compact.sampler

    private static let steps = Parameter(
        "steps", help: "more are finer and slower", group: .making, kind: .integer(FastSAGSampler.stepRange),
        usual: .integer(sampler.steps))

    private static let guidance = Parameter(
        "guidance", help: "how strictly the vocal is followed; 1 is free", group: .making,
        kind: .number(FastSAGSampler.guidanceRange, step: 0.5), usual: .number(sampler.guidance.scale))

    private static let solver = Parameter(
        "solver", help: "dpm for few steps; heun takes twice as long", group: .making,
        kind: .choice(Solver.allCases.map(\.rawValue)), usual: .text(sampler.solver.rawValue))

    private static let swing = Parameter(
        "swing", help: "0.5 is straight, 0.67 triplets", group: .band, kind: .number(0.5...0.75, step: 0.02),
        absent: "straight", origin: { _ in BeatGridPhase.straight })

    /// The guidance of some of what is followed.
    private static func guidance(_ id: String, label: String, name: String, help: String) -> Parameter {
        Parameter(
            id, label: label, name: name, help: help, group: .making, kind: guidance.kind, absent: "as guidance",
            origin: { $0.guidance ?? sampler.guidance.scale })
    }

    /// In the order of a panel's rows.
    public static let fastSAG: [Parameter] = [
        steps, guidance, .seed, solver, .variation, .style, .balance, .tempo, .key, .meter, .tuning, .chords, .part,
        .band, .density, .brightness, swing, .plan, .preRoll, .tail,
        guidance(
            "chordGuidance", label: "g. chords", name: "chord guidance",
            help: "how strictly chords and beats are followed"),
        guidance(
            "vocalGuidance", label: "g. vocal", name: "vocal guidance", help: "how strictly the voice is followed"),
        guidance(
            "styleGuidance", label: "g. style", name: "style guidance",
            help: "how strictly style and band are followed"),
        .stems,
    ]
}

extension FastSAGSampler {
    public static let stepRange = 1...200
    public static let guidanceRange = 0.0...20.0

    /// The compact sampler with what a recipe says; what it leaves out is as usual.
    public init(_ recipe: Recipe) {
        self = FastSAGConfiguration.compact.sampler
        steps = recipe.steps ?? steps
        solver = recipe.solver ?? solver
        guidance.scale = recipe.guidance ?? guidance.scale
        guidance.sources = [
            .leadSheet: recipe.chordGuidance, .vocal: recipe.vocalGuidance, .arrangement: recipe.styleGuidance,
        ].compactMapValues { $0 }
    }
}
