extension StyleSheet {
    /// Piano and acoustic guitar over bass and backbeat.
    static let pop = StyleSheet(
        drums: Drums(
            calm: Metric(
                four: [.kick: "X.....x.X.......", .sideStick: "....X.......X...", .closedHat: "x.o.x.o.x.o.x.o."],
                three: [.kick: "X...........", .sideStick: "....x...x...", .closedHat: "x.o.x.o.x.o."]),
            full: Metric(
                four: [.kick: "X..x..x.X.x.....", .snare: "....X.......X..o", .closedHat: "X.x.X.x.X.x.X.x."],
                three: [.kick: "X.....x.....", .snare: "....X...X...", .closedHat: "X.x.X.x.X.x."]),
            fill: [.snare, .snare, .highTom, .midTom, .lowTom], velocity: 88, volume: 112),
        bass: Bass(
            programs: [33, 33, 34],
            patterns: [
                Metric(four: "R-----R-R---5-a-", three: "R-----R-5-a-"),
                Metric(four: "R--R--R-R--R--a-", three: "R---R---5-a-"),
                Metric(four: "R-R-R-R-R-R-R-a-", three: "R-R-R-R-R-a-"),
            ],
            gate: 0.85, velocity: 88, volume: 84),
        comping: [
            Comping(
                part: .guitar, programs: [25, 25, 27], voicing: .close(center: 62, voices: 5),
                patterns: [
                    Metric(four: "X---x-x-X-x---x-", three: "X---x-x-x-x-"),
                    Metric(four: "X---X-x-.-x-X-x-", three: "X---X-x-X-x-"),
                    Metric(four: "0-1-2-3-2-1-2-3-", three: "0-1-2-3-2-1-"),
                ], strum: 0.006, velocity: 72, volume: 92),
            Comping(
                part: .pad, chance: 0.5, programs: [88, 89, 50, 48], voicing: .close(center: 67, voices: 3),
                patterns: [Metric(four: "X---------------", three: "X-----------")], velocity: 56, volume: 70),
        ],
        keys: Keys(programs: [0, 0, 1, 2], velocity: 0.9, volume: 114))
}
