import Sentences

extension Song {
    /// Seconds: no song is longer.
    private static let longest = 86_400.0
    /// Hertz.
    private static let rates = 1_000.0...1_000_000.0
    /// Of lanes and takes.
    static let identifiers = 0...1_000_000_000
    /// Letters that a title or the name of a lane, a take or a section can have.
    public static let longestName = 200

    /// Takes out what no song can say; a damaged `song.json` may say anything. Takes that go come back from their own files.
    /// - Returns: a sentence of each.
    mutating func mend() -> [String] {
        var lost: [String] = []
        if let vocal, !Self.rates.contains(vocal.sampleRate) || vocal.frameCount < 0 {
            lost.append("its vocal has \(vocal.frameCount) frames at \(vocal.sampleRate) Hz")
            self.vocal = nil
        }
        if let loop, !(abs(loop.lowerBound) <= Self.longest && abs(loop.upperBound) <= Self.longest) {
            lost.append("its loop lies at \(loop.lowerBound) to \(loop.upperBound) s")
            self.loop = nil
        }
        marks.removeAll { mark in
            guard !(abs(mark.time) <= Self.longest) else { return false }
            lost.append("its section \(mark.name) lies at \(mark.time) s")
            return true
        }
        lost += mendNumbers()
        lost += mendNames()
        for index in lanes.indices {
            lanes[index].takes.removeAll { take in
                guard let problem = Self.problem(of: take) else { return false }
                lost.append(problem)
                return true
            }
        }
        if let problem = sheet?.leadSheet.problem {
            lost.append(problem)
            sheet = nil
        }
        return lost
    }

    private mutating func mendNames() -> [String] {
        var lost: [String] = []
        func mended(_ name: String) -> String {
            // not counted to the end: a name may be longer than the memory of a moment
            guard !name.dropFirst(Self.longestName).isEmpty else { return name }
            lost.append("\(name.quoted) is longer than \(Self.longestName) letters")
            return String(name.prefix(Self.longestName))
        }
        title = mended(title)
        for index in marks.indices { marks[index].name = mended(marks[index].name) }
        for lane in lanes.indices {
            lanes[lane].name = mended(lanes[lane].name)
            for take in lanes[lane].takes.indices {
                lanes[lane].takes[take].name = mended(lanes[lane].takes[take].name)
            }
        }
        return lost
    }

    private mutating func mendNumbers() -> [String] {
        var lost: [String] = []
        func isNumber(_ number: Int) -> Bool {
            guard !Self.identifiers.contains(number) else { return true }
            lost.append("\(number) is no number of a take or a lane")
            return false
        }
        lanes.removeAll { !isNumber($0.id) }
        orders?.removeAll { !isNumber($0.id) }
        if !isNumber(nextTake) { nextTake = 1 }
        if !isNumber(nextLane) { nextLane = 1 }
        nextTake = max(nextTake, (allTakes.map(\.id).filter(Self.identifiers.contains).max() ?? 0) + 1)
        nextLane = max(nextLane, (lanes.map(\.id).max() ?? 0) + 1)
        return lost
    }

    private static func problem(of take: Take) -> String? {
        if !identifiers.contains(take.id) { return "\(take.id) is no number of a take" }
        let isPlaced =
            abs(take.start) <= longest && (0...longest).contains(take.duration) && rates.contains(take.sampleRate)
        guard isPlaced else {
            return "\(take.name) lies at \(take.start) s, lasts \(take.duration) s and has \(take.sampleRate) Hz"
        }
        return take.leadSheet.problem
    }
}
