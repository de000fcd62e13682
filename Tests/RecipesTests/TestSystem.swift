import Recipes

/// A system with a parameter of every kind, as a later one may declare them.
enum TestSystem {
    static let description = SystemDescription(
        name: "fastsag", title: "FastSAG", summary: "", stems: ["band"],
        parameters: [
            Parameter(
                "steps", help: "more are finer", group: .making, kind: .integer(1...200), usual: .integer(8)),
            guidance("guidance", usual: .number(6)), .seed, guidance("chordGuidance", name: "chord guidance"),
            guidance("vocalGuidance", name: "vocal guidance"), .style, .balance,
            Parameter(
                "solver", help: "how it steps", group: .making, kind: .choice(Solver.allCases.map(\.rawValue)),
                usual: .text("dpm")),
            Parameter(
                "prompt", help: "what it sounds like", group: .band,
                kind: .text(
                    .init(form: "up to ten letters") { text in
                        guard text.count <= 10 else { throw RecipeError("a prompt has up to ten letters") }
                        return text
                    }), absent: "none"),
            Parameter("live", help: "as on a stage", group: .band, kind: .flag(on: "live", off: "dry"), absent: "dry"),
        ], draft: Draft(steps: 4, guidanceScale: 0.5), canVary: true, canReroll: true)

    private static func guidance(_ id: String, name: String? = nil, usual: Setting? = nil) -> Parameter {
        Parameter(
            id, name: name, help: "how strictly it is followed", group: .making, kind: .number(0...20, step: 0.5),
            usual: usual, absent: usual == nil ? "as guidance" : "", origin: { $0.guidance ?? 6 })
    }

    /// The same parameters, other usual values, and one that only it has.
    static let duo = SystemDescription(
        name: "duo", title: "Duo", summary: "", stems: ["drums", "bass"],
        parameters: [
            Parameter(
                "steps", help: "more are finer", group: .making, kind: .integer(1...200), usual: .integer(30)),
            guidance("chordGuidance", name: "chord guidance"), .seed,
            Parameter("rooms", help: "how many", group: .band, kind: .integer(1...9), usual: .integer(2)),
        ], canVary: false, canReroll: false)
}
