import Signal

/// What is in memory to be played.
struct Sounds {
    /// The song's vocal at its own rate, which is the song's.
    var vocal: AudioBuffer?
    /// Stems of takes, and of jobs as far as they are, at the song's rate.
    private(set) var stems: [Int: [String: SectionedAudio]] = [:]
    /// Of guides by file, at the song's rate.
    var guides: [String: AudioBuffer] = [:]
    /// LUFS of the stems of a job together, as far as it is.
    var loudness: [Int: Double] = [:]
    /// Identifiers that are being read.
    var reading: Set<Int> = []
    /// By last use, newest last.
    private var order: [Int] = []

    /// Takes that stay in memory when others are played.
    static let keptTakes = 6

    mutating func keep(_ sound: [String: SectionedAudio], of id: Int) {
        stems[id] = sound
        use(id)
    }

    mutating func use(_ id: Int) {
        order.removeAll { $0 == id }
        if stems[id] != nil { order.append(id) }
    }

    mutating func drop(_ id: Int) {
        stems[id] = nil
        loudness[id] = nil
        order.removeAll { $0 == id }
    }

    /// Forgets what was not played for long.
    /// - Parameter needed: never forgotten.
    mutating func trim(needed: Set<Int>) {
        for id in order where stems.count > Self.keptTakes && !needed.contains(id) { drop(id) }
    }
}
