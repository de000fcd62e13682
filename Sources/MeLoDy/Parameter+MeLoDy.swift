import Recipes

/// What MeLoDy can be asked.
extension Parameter {
    /// Names of what a recipe says of it.
    enum MelodySetting {
        static let (steps, guidance, schedule) = ("steps", "guidance", "schedule")
        static let (temperature, topK, topP) = ("temperature", "topK", "topP")
        static let prompt = Parameter.promptID
        static let lead = "lead"
    }

    /// In the order of a panel's rows.
    public static let meLoDy: [Parameter] = [
        Parameter(
            MelodySetting.steps, help: "of the diffusion; more are finer and slower", group: .making,
            kind: .integer(1...200), usual: .integer(MelodySettings.usual.sampler.steps)),
        Parameter(
            MelodySetting.guidance, help: "how strictly tokens and lead sheet are followed", group: .making,
            kind: .number(0...20, step: 0.25), usual: .number(MelodySettings.usual.sampler.guidance)),
        Parameter(
            MelodySetting.schedule, help: "how the angles fall: linear takes its large steps first", group: .making,
            kind: .choice(AngleSchedule.allCases.map(\.rawValue)),
            usual: .text(MelodySettings.usual.sampler.schedule.rawValue)),
        Parameter(
            MelodySetting.prompt, help: "words that lead the band", group: .band,
            kind: .text(
                Text(
                    form: "words that lead the band like \"bright pop with piano\"", words: PromptWords.spoken,
                    check: { text in
                        do { _ = try Prompt(text) } catch { throw RecipeError("\(error)") }
                        return text
                    }, remark: Prompt.remark(on:))), absent: "none"),
        Parameter(
            MelodySetting.lead, help: "what leads the band: its prompt, or what is heard", group: .band,
            kind: .choice(MelodySettings.Lead.allCases.map(\.rawValue)),
            usual: .text(MelodySettings.usual.lead.rawValue)),
        .seed,
        Parameter(
            MelodySetting.temperature, label: "temperat.", name: "temperature",
            help: "1 chooses tokens as the model has them; 0 takes the likeliest", group: .making,
            kind: .number(0...2, step: 0.05), usual: .number(MelodySettings.usual.temperature)),
        Parameter(
            MelodySetting.topK, label: "top k", name: "top k", help: "only the so many likeliest tokens",
            group: .making, kind: .integer(1...1024), usual: .integer(MelodySettings.usual.topK)),
        Parameter(
            MelodySetting.topP, label: "top p", name: "top p",
            help: "only the likeliest tokens that together have this probability", group: .making,
            kind: .number(0.01...1, step: 0.05), usual: .number(MelodySettings.usual.topP)),
        .variation, .style, .balance, .tempo, .key, .meter, .tuning, .chords, .part, .preRoll, .tail,
    ]
}

/// How MeLoDy plays.
public struct MelodySettings: Sendable, Equatable {
    public var sampler: DualPathSampler
    public var temperature: Double
    public var topK: Int
    public var topP: Double
    /// Words that lead the band; nil for none.
    public var prompt: String?
    public var lead = Lead.words

    /// What leads the language model, in the space that words and sounds share.
    public enum Lead: String, Sendable, CaseIterable {
        /// The prompt; without one, the sound that goes on.
        case words
        /// The vocal, or a reference recording; the prompt then only says who plays, and in what tempo and key.
        case sound
    }

    /// The paper's guidance and steps (Lam et al. 2023, section 5.1); tokens as language models usually draw them.
    public static let usual = MelodySettings(
        sampler: DualPathSampler(steps: 10, schedule: .linear, guidance: 2.5), temperature: 1, topK: 64, topP: 0.9)

    init(sampler: DualPathSampler, temperature: Double, topK: Int, topP: Double) {
        self.sampler = sampler
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
    }

    /// What a recipe says; what it leaves out is as usual.
    public init(_ recipe: Recipe) {
        self = .usual
        typealias Name = Parameter.MelodySetting
        let settings = recipe.settings
        sampler.steps = settings[Name.steps]?.integer ?? sampler.steps
        sampler.guidance = settings[Name.guidance]?.number ?? sampler.guidance
        sampler.schedule = settings[Name.schedule]?.text.flatMap(AngleSchedule.init) ?? sampler.schedule
        temperature = settings[Name.temperature]?.number ?? temperature
        topK = settings[Name.topK]?.integer ?? topK
        topP = settings[Name.topP]?.number ?? topP
        prompt = settings[Name.prompt]?.text
        lead = settings[Name.lead]?.text.flatMap(Lead.init) ?? lead
    }
}
