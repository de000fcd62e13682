extension StyleSheet {
    /// Piano in front, strings behind, a soft bass; a light kit in half of the songs.
    static let ballad = StyleSheet(
        drums: Drums(
            chance: 0.5,
            calm: Metric(
                four: [.kick: "X.......x.......", .sideStick: "....x.......x...", .closedHat: "x...x...x...x..."],
                three: [.kick: "X...........", .sideStick: "....x...x...", .closedHat: "x...x...x..."]),
            full: Metric(
                four: [.kick: "X......xX.......", .snare: "....x.......x...", .ride: "x.o.x.o.x.o.x.o."],
                three: [.kick: "X...........", .snare: "....x...x...", .ride: "x.o.x.o.x.o."]),
            fill: [.snare, .highTom, .lowTom], velocity: 66, volume: 106),
        bass: Bass(
            programs: [32, 33, 35],
            patterns: [
                Metric(four: "R-------R-----a-", three: "R-------a---"),
                Metric(four: "R-----R-5-----a-", three: "R-------5---"),
            ],
            gate: 0.95, velocity: 72, volume: 92),
        comping: [
            Comping(
                part: .strings, programs: [48, 49], voicing: .close(center: 64, voices: 4),
                patterns: [Metric(four: "X---------------", three: "X-----------")], velocity: 58, volume: 88),
            Comping(
                part: .guitar, chance: 0.4, programs: [24, 25], voicing: .close(center: 62, voices: 4),
                patterns: [
                    Metric(four: "0-1-2-3-2-1-2-1-", three: "0-1-2-3-2-1-"),
                    Metric(four: "0-1-2-1-3-1-2-1-", three: "0-2-1-3-2-1-"),
                ], velocity: 62, volume: 88),
        ],
        keys: Keys(programs: [0, 0, 1, 4], velocity: 0.95, volume: 108))
}
