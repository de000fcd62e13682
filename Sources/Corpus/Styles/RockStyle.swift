extension StyleSheet {
    /// Power chords, straight eighths in the bass, a loud backbeat.
    static let rock = StyleSheet(
        drums: Drums(
            calm: Metric(
                four: [.kick: "X.......X.x.....", .snare: "....X.......X...", .closedHat: "X.x.X.x.X.x.X.x."],
                three: [.kick: "X.......x...", .snare: "....X.......", .closedHat: "X.x.X.x.X.x."]),
            full: Metric(
                four: [.kick: "X.x...x.X.x.....", .snare: "....X.......X...", .openHat: "X...X...X...X..."],
                three: [.kick: "X.....x.....", .snare: "....X...X...", .ride: "X.x.X.x.X.x."]),
            fill: [.snare, .snare, .highTom, .highTom, .midTom, .lowTom], velocity: 104, volume: 118),
        bass: Bass(
            programs: [34, 33],
            patterns: [
                Metric(four: "R-R-R-R-R-R-R-R-", three: "R-R-R-R-R-R-"),
                Metric(four: "R-R-R-R-R-R-5-a-", three: "R-R-R-R-5-a-"),
            ],
            gate: 0.9, velocity: 98, volume: 86),
        comping: [
            Comping(
                part: .guitar, programs: [29, 30, 29], voicing: .power,
                patterns: [
                    Metric(four: "X-x-x-x-X-x-x-x-", three: "X-x-x-x-x-x-"),
                    Metric(four: "X-------X---x---", three: "X-------x---"),
                    Metric(four: "X-----X-x---X---", three: "X-----X-x---"),
                ], strum: 0.003, velocity: 92, volume: 84),
            Comping(
                part: .strings, chance: 0.3, programs: [48, 50], voicing: .close(center: 67, voices: 3),
                patterns: [Metric(four: "X---------------", three: "X-----------")], velocity: 56, volume: 60),
        ],
        keys: Keys(programs: [0, 1, 4, 17], velocity: 0.85, volume: 104))
}
