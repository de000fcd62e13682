import Signal

extension Take {
    /// Takes over what its sounds tell: rate, length, loudness, and stems in the order in which it names them already;
    /// others follow by name.
    /// - Parameters:
    ///   - sounds: by name, at least one, all of one rate and length.
    ///   - file: of a stem, inside the song's folder.
    /// - Throws: `LoudnessError`.
    mutating func describe(_ sounds: [String: AudioBuffer], file: (String) -> String) throws {
        guard let sum = AudioBuffer.sum(sounds) else { preconditionFailure("a take without sounds") }
        precondition(sounds.values.allSatisfy { $0.frameCount == sum.frameCount }, "stems differ in length")
        let known = stems.map(\.name).filter { sounds[$0] != nil }
        let names = known + sounds.keys.filter { !known.contains($0) }.sorted()
        sampleRate = sum.sampleRate
        duration = sum.duration
        stems = try names.map { name in
            Stem(name: name, file: file(name), loudness: try sounds[name].flatMap { try Loudness(of: $0).integrated })
        }
        loudness = try Loudness(of: sum).integrated
    }
}
