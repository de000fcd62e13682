/// One reading of a recording among others: how fast, from where, in which metre and key.
public struct ListeningHypothesis: Codable, Sendable, Hashable {
    /// Beats a minute.
    public var tempo: Double
    /// Seconds of the first "one".
    public var firstDownbeat: Double
    public var meter: Meter
    public var key: Key
    /// 0...1; those of all readings of a recording sum to 1 or less.
    public var probability: Double

    public init(tempo: Double, firstDownbeat: Double, meter: Meter, key: Key, probability: Double) {
        self.tempo = tempo
        self.firstDownbeat = firstDownbeat
        self.meter = meter
        self.key = key
        self.probability = probability
    }

    /// What a singer who takes this reading says, over what was said before, which stays: an exact tempo stays exact.
    /// Its beats are steady, as its name says, unless beats were said to drift.
    public func constraints(over other: ListeningConstraints = .init()) -> ListeningConstraints {
        var all = other
        if other.tempo == nil || other.tempoDrifts { all.typedTempo = TypedTempo(tempo, drifts: other.tempoDrifts) }
        all.firstDownbeat = other.firstDownbeat ?? firstDownbeat
        all.setMeter(other.signature ?? meter)
        all.key = other.key ?? key
        return all
    }

    /// Tempi that differ by more are two, as a share; so are beats that lie further apart, in beats.
    private static let (nearTempo, nearBeat) = (0.04, 0.2)

    /// Whether a listener would call it another beat or another metre.
    func differs(from other: ListeningHypothesis) -> Bool {
        guard meter == other.meter, abs(tempo / other.tempo - 1) <= Self.nearTempo else { return true }
        let beats = (firstDownbeat - other.firstDownbeat) * other.tempo / 60
        return abs(beats - beats.rounded()) > Self.nearBeat
    }

    /// "92 BPM 3/4 A minor".
    public var name: String { "\(LeadSheetWords.number(tempo)) BPM \(meter) \(key)" }
}

extension [ListeningHypothesis] {
    /// Indices in the order in which somebody who listens to few of them hears the most that differs: after the first one, each
    /// time the likeliest whose beats or metre clearly differ from those of all before, then the rest.
    public var exploring: [Int] {
        var order: [Int] = []
        for index in indices where order.allSatisfy({ self[index].differs(from: self[$0]) }) { order.append(index) }
        return order + indices.filter { !order.contains($0) }
    }

    /// Their names; where several are alike, with where their first bar begins: "92 BPM 3/4 A minor from 0.48 s".
    public var names: [String] {
        let names = map(\.name)
        let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
        return zip(self, names).map { reading, name in
            counts[name] == 1 ? name : "\(name) from \(LeadSheetWords.number(reading.firstDownbeat, digits: 2)) s"
        }
    }
}
