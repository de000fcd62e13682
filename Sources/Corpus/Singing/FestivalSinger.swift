import AudioFiles
import Foundation
import Music
import Signal

/// Sings with the recorded diphones of Debian's festival, where it is installed: real throats, for training only.
///
/// Notes and words go in as its singing mark-up, twice: the first time tells how long the consonants before each vowel
/// are, so that the second time the vowels begin where the notes do. What the phones were and when comes back, and the true
/// pitch with it. The program runs beside us with a time limit.
public struct FestivalSinger: Codable, Hashable, Sendable {
    /// Voices by their festival names.
    public enum Diphones: String, Codable, CaseIterable, Sendable {
        case english = "kal_diphone"
        case italian = "lp_diphone"
    }

    public var diphones: Diphones
    /// What the throat's resonances are multiplied by: the voice is played so much faster, and sung so much lower.
    public var size: Double
    /// Hertz, and cents to either side.
    public var vibratoRate: Double
    public var vibratoDepth: Double
    /// Cents: the standard deviation of the slow drift.
    public var drift: Double

    private static let program = "/usr/bin/festival"
    private static let voices = "/usr/share/festival/voices"
    /// Seconds after which it is given up.
    private static let patience = 30.0
    /// Seconds.
    private static let longestLead = 0.25
    private static let shortest = 0.07

    /// The voices that are installed.
    public static let installed: [Diphones] = {
        guard FileManager.default.isExecutableFile(atPath: program) else { return [] }
        let folders = ["english", "italian"].flatMap { language in
            (try? FileManager.default.contentsOfDirectory(atPath: "\(voices)/\(language)")) ?? []
        }
        return Diphones.allCases.filter { folders.contains($0.rawValue) }
    }()

    /// nil where festival is not installed.
    package init?(kind: SingerVoice.Kind, drawnBy generator: inout SeededGenerator) {
        let installed = Self.installed
        guard !installed.isEmpty else { return nil }
        diphones = installed[generator.uniform(in: 0..<installed.count)]
        switch kind {
        case .male: size = generator.uniform(in: 0.9..<1.1)
        case .female: size = generator.uniform(in: 1.12..<1.3)
        case .child: size = generator.uniform(in: 1.28..<1.45)
        }
        vibratoRate = generator.uniform(in: 4.5..<6.5)
        vibratoDepth = max(generator.uniform(in: -20..<50), 0)
        drift = generator.uniform(in: 4..<25)
    }

    /// - Parameters:
    ///   - melody: monophonic, in order.
    ///   - voice: whose timing and tuning it is sung with.
    /// - Returns: nil when festival fails or takes too long.
    package func perform(
        _ melody: [Note], seconds: Double, voice: SingerVoice, generator: SeededGenerator
    ) -> SungVoice? {
        var generator = generator
        let syllables = Syllable.syllables(of: melody, voice: voice, generator: &generator)
        guard !syllables.isEmpty else { return nil }
        let drawn = syllables.map { _ in
            let list = Self.words[diphones] ?? ["la"]
            return list[generator.uniform(in: 0..<list.count)]
        }
        let spelt = zip(syllables, drawn).map { syllable, word in
            syllable.spelling.flatMap(Self.word(spelt:)) ?? word
        }
        let pitches = syllables.map { syllable in
            Double(syllable.pitch)
                + min(max(generator.normal(standardDeviation: voice.intonationError), -60), 60) / 100
                + (voice.delivery.tuning + voice.delivery.sinking * syllable.start / max(seconds, 1)) / 100
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("festival-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
            return nil
        }
        // what festival reads as more than one syllable has no place for its other ones
        let sung =
            perform(syllables, spelt, pitches, in: folder)
            ?? (spelt == drawn ? nil : perform(syllables, drawn, pitches, in: folder))
        guard let sung else { return nil }
        return voiced(sung, syllables, pitches, seconds: seconds, generator: &generator)
    }

    /// A written syllable as a word that festival can read as one; nil where it can't.
    package static func word(spelt spelling: String) -> String? {
        let vowels = "aeiouy"
        // what goes on is sung on an open vowel
        if spelling.isEmpty { return "a" }
        let letters = spelling.lowercased().filter { ("a"..."z").contains($0) }
        // the end of "little" is one of its own
        if letters.hasSuffix("le"), let before = letters.dropLast(2).last, !vowels.contains(before) { return nil }
        let spoken = letters.count > 2 && letters.hasSuffix("e") ? String(letters.dropLast()) : letters
        let groups = spoken.split { !vowels.contains($0) }
        return groups.count == 1 && groups[0].count < 3 && letters.count < 7 ? letters : nil
    }

    /// The words on the syllables, sung twice; nil where a word is no syllable.
    private func perform(
        _ syllables: [Syllable], _ words: [String], _ pitches: [Double], in folder: URL
    ) -> Sung? {
        var leads = [Double](repeating: 0.06, count: syllables.count)
        var sung: Sung?
        for _ in 0..<2 {
            let starts = Self.starts(syllables, leads: leads)
            guard let result = sing(syllables, words, pitches, starts: starts, in: folder),
                result.syllables.count == syllables.count
            else { return nil }
            leads = zip(result.syllables, starts).map { min(max($0.vowel - $1, 0), Self.longestLead) }
            sung = result
        }
        return sung
    }

    /// When the consonants begin: before the notes, and after what the note before needs.
    private static func starts(_ syllables: [Syllable], leads: [Double]) -> [Double] {
        var starts: [Double] = []
        for (syllable, lead) in zip(syllables, leads) {
            starts.append(max(syllable.start - lead, (starts.last ?? -shortest) + shortest, 0.01))
        }
        return starts
    }

    // MARK: The program

    private struct Sung {
        struct Phone {
            var end: Double
            var isVoiced: Bool
        }
        var syllables: [(vowel: Double, end: Double)]
        var phones: [Phone]
        var wave: URL
    }

    private func sing(
        _ syllables: [Syllable], _ words: [String], _ pitches: [Double], starts: [Double], in folder: URL
    ) -> Sung? {
        var lines = [
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE SINGING PUBLIC \"-//SINGING//DTD SINGING mark up//EN\" \"Singing.v0_1.dtd\" []>",
            "<SINGING BPM=\"60\">",
        ]
        func rest(_ length: Double) {
            if length > 0.005 { lines.append("<REST SECONDS=\"\(Self.decimal(length * size))\"></REST>") }
        }
        rest(starts[0])
        for (index, syllable) in syllables.enumerated() {
            let next = index + 1 < starts.count ? starts[index + 1] : .infinity
            let isJoined = next - syllable.end < 0.06
            let end = max(isJoined ? next : min(syllable.end, next), starts[index] + Self.shortest)
            let hertz = 440 * exp2((pitches[index] - 69) / 12) / size
            lines.append(
                "<PITCH FREQ=\"\(Self.decimal(hertz))\"><DURATION SECONDS=\"\(Self.decimal((end - starts[index]) * size))\">"
                    + "\(words[index])</DURATION></PITCH>")
            if next.isFinite { rest(next - end) }
        }
        lines.append("</SINGING>")
        let score = folder.appendingPathComponent("score.xml"), wave = folder.appendingPathComponent("voice.wav")
        let script = folder.appendingPathComponent("sing.scm")
        let commands = """
            (voice_\(diphones.rawValue))
            (define (tell utt)
              (mapcar (lambda (syl)
                        (format t "syllable\\n")
                        (mapcar (lambda (s) (format t "%s %f %s\\n" (item.name s) (item.feat s "end") (item.feat s "ph_vc")))
                                (item.leafs (item.relation syl 'SylStructure))))
                      (utt.relation.items utt 'Syllable))
              (format t "phones\\n")
              (mapcar (lambda (s) (format t "%s %f\\n" (item.name s) (item.feat s "end"))) (utt.relation.items utt 'Segment))
              (utt.save.wave utt "\(wave.path)" 'riff)
              utt)
            (set! tts_hooks (list utt.synth tell))
            (tts_file "\(score.path)" 'singing)
            """
        do {
            try lines.joined(separator: "\n").write(to: score, atomically: true, encoding: .utf8)
            try commands.write(to: script, atomically: true, encoding: .utf8)
        } catch { return nil }
        let report = folder.appendingPathComponent("report.txt")
        guard Self.run(script, report: report), let text = try? String(contentsOf: report, encoding: .utf8) else {
            return nil
        }
        return parsed(text, wave: wave)
    }

    private static func decimal(_ value: Double) -> String { String(format: "%.4f", value) }

    private static func run(_ script: URL, report: URL) -> Bool {
        guard FileManager.default.createFile(atPath: report.path, contents: nil),
            let output = try? FileHandle(forWritingTo: report)
        else { return false }
        defer { try? output.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--batch", script.path]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        guard (try? process.run()) != nil else { return false }
        if ended.wait(timeout: .now() + patience) == .timedOut {
            process.terminate()
            return false
        }
        return process.terminationStatus == 0
    }

    /// "syllable" and its phones by name, end and whether it is a vowel; "phones" and all phones by name and end.
    private func parsed(_ text: String, wave: URL) -> Sung? {
        var sung = Sung(syllables: [], phones: [], wave: wave)
        var isList = false
        // A syllable begins where the phone before it in the list of all ends.
        var ends: [Double] = []
        var syllables: [[(end: Double, isVowel: Bool)]] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.first == "syllable" {
                syllables.append([])
            } else if fields.first == "phones" {
                isList = true
            } else if isList, fields.count == 2, let end = Double(fields[1]) {
                ends.append(end)
                sung.phones.append(Sung.Phone(end: end / size, isVoiced: !Self.voiceless.contains(String(fields[0]))))
            } else if !isList, fields.count == 3, let end = Double(fields[1]), !syllables.isEmpty {
                syllables[syllables.count - 1].append((end, fields[2] == "+"))
            }
        }
        for syllable in syllables {
            guard let first = syllable.first else { return nil }
            let begin = ends.last { $0 < first.end - 1e-6 } ?? 0
            var vowel: Double?
            var reached = begin
            for phone in syllable {
                if phone.isVowel, vowel == nil { vowel = reached }
                reached = phone.end
            }
            sung.syllables.append(((vowel ?? begin) / size, reached / size))
        }
        return sung.phones.isEmpty ? nil : sung
    }

    /// Phones of both voices without a tone.
    private static let voiceless: Set<String> = [
        "pau", "#", "p", "t", "k", "f", "th", "s", "sh", "ch", "hh", "S", "ts", "tS", "brth",
    ]

    // MARK: The sound

    /// The wave with vibrato and drift, which a delay that moves makes, and the pitch that it then has.
    private func voiced(
        _ sung: Sung, _ syllables: [Syllable], _ pitches: [Double], seconds: Double,
        generator: inout SeededGenerator
    ) -> SungVoice? {
        let rate = Singer.sampleRate
        guard let wave = try? AudioReader.read(sung.wave, resampledTo: rate / size, mono: true).channels[0] else {
            return nil
        }
        let count = Int((seconds * rate).rounded())
        // Relative deviation of the pitch, a value every hop, and the delay that makes it.
        let hop = SungVoice.hop
        let step = Double(hop) / rate
        var slow = 0.0
        var deviations: [Double] = []
        for frame in 0..<(count / hop + 2) {
            slow = 0.985 * slow + generator.normal(standardDeviation: drift * 0.17)
            let vibrato = vibratoDepth * sin(2 * .pi * vibratoRate * Double(frame) * step)
            deviations.append((min(max(slow, -40), 40) + vibrato) / 1200 * log(2))
        }
        let mean = deviations.reduce(0, +) / Double(deviations.count)
        var place = 0.0
        var samples = [Float](repeating: 0, count: count)
        var offset = 0.0
        for index in samples.indices {
            let deviation = deviations[index / hop] - mean
            offset += deviation
            // What drifts apart is brought together slowly: 2 ms a second at most.
            offset *= 1 - 2e-5
            place = Double(index) + offset
            let before = Int(place.rounded(.down))
            guard before >= 0, before + 1 < wave.count else { continue }
            let share = Float(place - Double(before))
            samples[index] = wave[before] * (1 - share) + wave[before + 1] * share
        }
        var hertz = [Float](repeating: 0, count: count / hop)
        var phone = 0, syllable = 0
        for frame in hertz.indices {
            let time = (Double(frame) + 0.5) * step
            while phone < sung.phones.count, sung.phones[phone].end <= time { phone += 1 }
            while syllable + 1 < sung.syllables.count, sung.syllables[syllable].end <= time { syllable += 1 }
            guard phone < sung.phones.count, sung.phones[phone].isVoiced else { continue }
            let deviation = deviations[frame] - mean
            hertz[frame] = Float(440 * exp2((pitches[syllable] - 69) / 12) * (1 + deviation))
        }
        let notes = zip(syllables, sung.syllables).map { syllable, found in
            Note(
                start: found.vowel, duration: max(found.end - found.vowel, 0.03), pitch: syllable.pitch,
                velocity: syllable.velocity)
        }
        return SungVoice(
            audio: AudioBuffer(sampleRate: rate, mono: samples).peakNormalized(to: -6), hertz: hertz, notes: notes)
    }

    /// One syllable each.
    private static let words: [Diphones: [String]] = [
        .english: [
            "love", "you", "me", "day", "night", "heart", "blue", "sky", "the", "and", "my", "your", "home", "time",
            "dream",
            "light", "fall", "rain", "come", "go", "stay", "on", "by", "run", "free", "soul", "far", "near", "I", "we",
            "are",
            "so", "long", "will", "be", "in", "eyes", "cold", "wind", "hold", "down", "road", "one", "more", "song",
            "when",
            "moon", "star", "gone", "let", "this", "way", "like", "a", "low", "oh", "no", "new", "last", "true",
            "world",
        ],
        .italian: [
            "sol", "la", "mi", "do", "ma", "che", "vi", "tu", "con", "per", "cor", "non", "sta", "blu", "re", "fa",
            "si", "no",
            "va", "da", "le", "lo", "un", "se", "te", "del", "nel", "sul", "di", "ne", "su", "gran", "bel",
        ],
    ]
}
