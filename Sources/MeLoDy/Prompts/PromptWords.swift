import Foundation
import Music

/// The words of prompts: what each of them says, and captions made of them.
public enum PromptWords {
    static let styles: [Style: [String]] = [
        .ballad: ["ballad", "slow ballad"], .pop: ["pop"], .rock: ["rock"], .bossa: ["bossa", "bossa nova", "latin"],
        .acoustic: ["acoustic", "folk", "unplugged"], .soul: ["soul", "funk", "groovy"], .country: ["country"],
        .synthpop: ["synthpop", "synth pop", "electronic"], .lofi: ["lofi", "lo-fi", "chill"],
        .strings: ["orchestral", "cinematic", "string ensemble"], .swing: ["swing", "jazz", "jazzy"],
        .reggae: ["reggae", "offbeat"],
    ]
    static let players: [InstrumentFamily: [String]] = [
        .drums: ["drums", "drum kit", "beat"], .bass: ["bass", "bass line"], .keys: ["keys", "piano", "keyboard"],
        .guitar: ["guitar", "guitars"], .strings: ["strings", "violins"], .pad: ["pad", "pads", "synth pad"],
        .lead: ["lead", "melody line"],
    ]
    static let tempi: [(range: Range<Double>, words: [String])] = [
        (0..<75, ["very slow", "slow"]), (75..<95, ["slow", "relaxed"]), (95..<115, ["medium", "mid-tempo"]),
        (115..<140, ["upbeat", "lively"]), (140..<400, ["fast", "energetic"]),
    ]
    /// Beats a minute that a word for a tempo asks for: the middle of what it says in captions.
    static let askedTempi: [(words: [String], tempo: Double)] = [
        (["very slow"], 66), (["slow", "slow ballad"], 76), (["relaxed"], 86), (["medium", "mid-tempo"], 105),
        (["upbeat", "lively"], 126), (["fast", "energetic"], 152),
    ]
    static let moods: [PromptFacts.Mood: [String]] = [
        .happy: ["happy", "bright", "cheerful"], .sad: ["sad", "dark", "melancholic"],
        .calm: ["calm", "warm", "gentle"], .driving: ["driving", "tense", "moody"],
    ]
    static let densities: [PromptFacts.Density: [String]] = [
        .sparse: ["sparse", "quiet", "minimal"], .busy: ["busy", "dense", "full"],
    ]
    static let sections: [PromptFacts.Section: [String]] = [
        .intro: ["intro", "introduction"], .verse: ["verse"], .preChorus: ["pre-chorus", "prechorus"],
        .chorus: ["chorus", "refrain"], .bridge: ["bridge", "middle eight"],
        .interlude: ["interlude", "instrumental", "solo"], .outro: ["outro", "ending", "coda"],
    ]
    /// Words that say something of the music, in the order of the alphabet.
    public static let spoken: [String] = vocabulary.filter { !$0.hasPrefix("<") && !fillers.contains($0) }

    /// Words that say nothing of the music.
    static let fillers = [
        "a", "an", "the", "in", "at", "with", "and", "of", "for", "band", "song", "music", "track", "bpm", "beats",
        "per",
        "minute", "key", "major", "minor", "time", "backing", "playing", "some", "to", "on", "please", "feel", "style",
        "tempo", "tune", "piece", "no", "without", "only",
    ]

    /// Beats a minute of the bins that stand for a tempo among the words.
    static let tempoBins = Array(stride(from: 48.0, through: 204, by: 4))

    static func bin(of tempo: Double) -> String {
        let nearest = tempoBins.min { abs($0 - tempo) < abs($1 - tempo) } ?? 120
        return "<\(Int(nearest)) bpm>"
    }

    static func word(of key: Key) -> String { "<key \(key.index)>" }
    static func word(ofMeter meter: Int) -> String { "<meter \(meter)>" }

    /// All words and what stands for numbers, in one order: that of the text tower's table.
    public static let vocabulary: [String] = {
        var phrases: [String] = fillers
        for known in styles.values { phrases += known }
        for known in players.values { phrases += known }
        for known in tempi { phrases += known.words }
        for known in moods.values { phrases += known }
        for known in densities.values { phrases += known }
        for known in sections.values { phrases += known }
        var words: Set<String> = []
        for phrase in phrases { words.formUnion(phrase.split(separator: " ").map(String.init)) }
        let keys = (0..<24).map { word(of: Key(index: $0)) }
        return words.sorted() + tempoBins.map(bin) + keys + (2...7).map(word(ofMeter:))
    }()

    /// A caption of some of the facts, worded anew each time.
    /// - Parameter share: of the facts that are told.
    public static func caption(
        of facts: PromptFacts, share: Double, using generator: inout some RandomNumberGenerator
    ) -> String {
        func isTold() -> Bool { Double.random(in: 0..<1, using: &generator) < share }
        func choose(_ words: [String]?) -> [String] { words?.randomElement(using: &generator).map { [$0] } ?? [] }
        var before: [String] = []
        if let density = facts.density, isTold() { before += choose(densities[density]) }
        if let mood = facts.mood, isTold() { before += choose(moods[mood]) }
        if let tempo = facts.tempo, isTold() { before += choose(tempi.first { $0.range.contains(tempo) }?.words) }
        if let style = facts.style, isTold() { before += choose(styles[style]) }
        var nouns = choose(["band", "song", "music", "track"])
        let part = facts.section.flatMap { isTold() ? choose(sections[$0]).first : nil }
        // "sad pop chorus", or "sad pop band for the chorus"
        if let part { nouns = Bool.random(using: &generator) ? [part] : nouns + ["for", "the", part] }
        var parts = [(before.shuffled(using: &generator) + nouns).joined(separator: " ")]
        let playing = InstrumentFamily.allCases.filter(facts.players.contains).filter { _ in isTold() }
        let names = playing.flatMap { choose(players[$0]) }.shuffled(using: &generator)
        if let last = names.last {
            parts.append("with " + (names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " : "") + last)
        }
        if let key = facts.key, isTold() { parts.append("in \(key)") }
        if let tempo = facts.tempo, isTold() { parts.append("at \(Int(tempo.rounded())) bpm") }
        if let meter = facts.meter, isTold() { parts.append("in \(meter)/4") }
        return (parts.prefix(1) + parts.dropFirst().shuffled(using: &generator)).joined(separator: " ")
    }
}
