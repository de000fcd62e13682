import Music
import Recipes

/// What StemGen can be asked; what is usual is what its decoder does. The paper's decoding is steps 128, 64, 32 and 32 and
/// guidances of mix and instrument of 3, guidance 0.
extension Parameter {
    /// Who can be asked to play.
    public static let stemFamily = Parameter(
        "stem", help: "who plays", group: .band, kind: .choice(InstrumentFamily.allCases.map(\.rawValue)),
        usual: .text(InstrumentFamily.bass.rawValue))

    private static let decoder = StemDecoder.compact

    private static let steps = zip(StemDecoder.SettingName.steps, decoder.steps).map { id, usual in
        Parameter(
            id,
            help: id == StemDecoder.SettingName.steps[0]
                ? "of the coarse tokens; more are finer and slower" : "of a finer level of tokens",
            group: .making, kind: .integer(StemDecoder.stepRange), usual: .integer(usual))
    }

    private static func weight(
        _ id: String, label: String, name: String, help: String, _ range: ClosedRange<Double>, step: Double,
        usual: Double
    ) -> Parameter {
        Parameter(
            id, label: label, name: name, help: help, group: .making, kind: .number(range, step: step),
            usual: .number(usual))
    }

    private static let guidance = [
        weight(
            StemDecoder.SettingName.guidance, label: "guidance", name: "guidance",
            help: "how strictly all that is heard is followed",
            StemDecoder.guidanceRange, step: 0.25, usual: StemDecoder.Guidances.usual.all),
        weight(
            StemDecoder.SettingName.mixGuidance, label: "g. mix", name: "mix guidance",
            help: "of the mix apart, as in the paper",
            StemDecoder.guidanceRange, step: 0.25, usual: StemDecoder.Guidances.usual.mix),
        weight(
            StemDecoder.SettingName.instrumentGuidance, label: "g. instr.", name: "instrument guidance",
            help: "of the instrument apart, as in the paper", StemDecoder.guidanceRange, step: 0.25,
            usual: StemDecoder.Guidances.usual.instrument),
        weight(
            StemDecoder.SettingName.chordGuidance, label: "g. chords", name: "chord guidance",
            help: "of beats and chords apart",
            StemDecoder.guidanceRange, step: 0.25, usual: StemDecoder.Guidances.usual.chords),
    ]

    private static let ranking = [
        weight(
            StemDecoder.SettingName.temperature, label: "temperat.", name: "temperature",
            help: "1 as the model has it; 0 takes the likeliest",
            0...2, step: 0.05, usual: decoder.temperature),
        weight(
            StemDecoder.SettingName.confidence, label: "confidence", name: "confidence",
            help: "how much sure tokens come first", 0...10,
            step: 0.1, usual: decoder.rank.confidence),
        weight(
            StemDecoder.SettingName.causalBias, label: "causal", name: "causal bias",
            help: "how much early tokens come first", 0...10,
            step: 0.1, usual: decoder.rank.order),
        weight(
            StemDecoder.SettingName.rankNoise, label: "rank noise", name: "rank noise",
            help: "how much chance decides which come first",
            0...10, step: 0.1, usual: decoder.rank.noise),
    ]

    /// In the order of a panel's rows.
    public static let stemGen: [Parameter] =
        [stemFamily] + steps + guidance + [.seed] + ranking + [
            .variation, .style, .balance, .tempo, .key, .meter, .tuning, .chords, .part, .preRoll, .tail,
        ]
}
