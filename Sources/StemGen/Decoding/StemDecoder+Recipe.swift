import Recipes

extension StemDecoder {
    public static let stepRange = 1...256
    public static let guidanceRange = 0.0...10.0

    /// Names of what a recipe says of decoding.
    enum SettingName {
        static let steps = ["steps", "steps2", "steps3", "steps4"]
        static let (guidance, mixGuidance) = ("guidance", "mixGuidance")
        static let (instrumentGuidance, chordGuidance) = ("instrumentGuidance", "chordGuidance")
        static let (temperature, confidence) = ("temperature", "confidence")
        static let (causalBias, rankNoise) = ("causalBias", "rankNoise")
    }

    /// Weights of guidance: of all sources together, and of mix, instrument and lead sheet each apart.
    public struct Guidances: Sendable, Equatable {
        public var all: Double
        public var mix: Double
        public var instrument: Double
        public var chords: Double

        public init(all: Double, mix: Double, instrument: Double, chords: Double) {
            self.all = all
            self.mix = mix
            self.instrument = instrument
            self.chords = chords
        }

        public static let usual = Guidances(all: 2, mix: 0, instrument: 0, chords: 0)

        /// - Parameter given: the sources that there are; others can't be followed.
        public func guidance(_ given: Set<StemSource>) -> SourceGuidance {
            let sheet = given.intersection([.beats, .chords])
            var terms = [SourceGuidance.Term(given, weight: all)]
            if given.contains(.mix) { terms.append(.init([.mix], weight: mix)) }
            terms.append(.init([.instrument], weight: instrument))
            if !sheet.isEmpty { terms.append(.init(sheet, weight: chords)) }
            return SourceGuidance(terms)
        }
    }

    /// Ours, for two cores: few steps, two passes a step.
    public static let compact = StemDecoder(
        steps: [16, 6, 3, 2], rank: .paper, guidance: Guidances.usual.guidance(Set(StemSource.allCases)))

    /// The compact decoder with what a recipe says; what it leaves out is as usual.
    public init(_ recipe: Recipe, given: Set<StemSource>) {
        self = .compact
        func number(_ id: String, _ usual: Double) -> Double { recipe.settings[id]?.number ?? usual }
        steps = zip(SettingName.steps, steps).map { recipe.settings[$0]?.integer ?? $1 }
        temperature = number(SettingName.temperature, temperature)
        rank = TokenRank(
            confidence: number(SettingName.confidence, rank.confidence),
            order: number(SettingName.causalBias, rank.order),
            noise: number(SettingName.rankNoise, rank.noise))
        let usual = Guidances.usual
        guidance = Guidances(
            all: number(SettingName.guidance, usual.all), mix: number(SettingName.mixGuidance, usual.mix),
            instrument: number(SettingName.instrumentGuidance, usual.instrument),
            chords: number(SettingName.chordGuidance, usual.chords)
        ).guidance(given)
    }
}
