extension StyleSheet {
    /// Piano in front, strings behind, a soft bass; a light kit from the second verse on, if at all.
    static let ballad = StyleSheet(
        tempo: 54...84,
        feel: Feel(jitter: 0.007, snare: 0.006, bass: 0.003),
        drums: Drums(
            kits: [0, 0, 8, 40], chance: 0.6, from: .full,
            calm: [
                Metric(
                    four: [.kick: "X.......x.......", .sideStick: "....x.......x...", .closedHat: "x...x...x...x..."],
                    three: [.kick: "X...........", .sideStick: "....o...x...", .closedHat: "x...x...x..."])
            ],
            full: [
                Metric(
                    four: [.kick: "X.....x.x.......", .sideStick: "....x.......x...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X.....x.....", .sideStick: "....o...x...", .closedHat: "x.o.x.o.x.o."]),
                Metric(
                    four: [.kick: "X.........x.....", .sideStick: "....x.......x...", .ride: "x...x...x...x..."],
                    three: [.kick: "X...........", .sideStick: "........x...", .ride: "x...x...x..."]),
            ],
            chorus: [
                Metric(
                    four: [.kick: "X......xX.......", .snare: "....X.......X...", .ride: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X...........", .snare: "....o...X...", .ride: "x.o.x.o.x.o."]),
                Metric(
                    four: [.kick: "X.....x...x.....", .snare: "....X.......X..o", .closedHat: "xoxoxoxoxoxoxoxo"],
                    three: [.kick: "X.....x.....", .snare: "........X...", .closedHat: "xoxoxoxoxoxo"]),
            ],
            fills: softFills + tomFills, velocity: 68, volume: 104),
        bass: Bass(
            programs: [32, 33, 35],
            calm: [
                Metric(four: "R---------------", three: "R-----------"),
                Metric(four: "R-------R-----a-", three: "R-------a---"),
                Metric(four: "R-------5-----a-", three: "R-------5---"),
            ],
            full: [
                Metric(four: "R-----R-5-----a-", three: "R-------5-a-"),
                Metric(four: "R-----R-R---5-a-", three: "R-----R-5-a-"),
            ],
            gate: 0.95, velocity: 72, volume: 92),
        keys: Keys(
            recorded: 0.5, comped: 0.45, programs: [0, 0, 1, 4], velocity: 0.95, volume: 108,
            comping: Comping(
                part: .keys, from: .thin, programs: [0, 0, 0, 1, 4], voicing: .close(center: 63, voices: 3),
                calm: [
                    Metric(four: "Z---x---x---x---", three: "Z---x---x---"),
                    Metric(four: "B-0-1-2-3-2-1-0-", three: "B-0-1-2-1-0-"),
                    Metric(four: "Z-------X-------", three: "Z-------x---"),
                ],
                full: [
                    Metric(four: "Z-x-x-x-Z-x-x-x-", three: "Z-x-x-x-x-x-"),
                    Metric(four: "Z---X-x-F---X---", three: "Z---X---x-x-"),
                    Metric(four: "B-0-1-2-Z-2-1-0-", three: "B-0-1-Z-1-0-"),
                ], lift: 4, velocity: 68, volume: 104)),
        comping: [
            Comping(
                part: .strings, chance: 0.85, from: .full, programs: [48, 48, 49, 50],
                voicing: .open(center: 66, voices: 4), calm: [.held], lift: 5, velocity: 58, volume: 86),
            Comping(
                part: .guitar, chance: 0.35, programs: [24, 25], voicing: .guitar,
                calm: [
                    Metric(four: "0-2-3-4-3-2-3-2-", three: "0-2-3-4-3-2-"),
                    Metric(four: "0-2-3-2-4-2-3-2-", three: "0-3-2-4-3-2-"),
                ], velocity: 60, volume: 84),
            Comping(
                part: .pad, chance: 0.2, from: .full, programs: [89, 91, 52], voicing: .close(center: 66, voices: 3),
                calm: [.held], velocity: 50, volume: 62),
        ],
        lead: Lead(
            chance: 0.55, programs: [73, 71, 40, 60, 0, 11], range: 67...86,
            rhythms: [
                Metric(four: "..x-x-x-x-----..", three: "..x-x-x-----"),
                Metric(four: "x---x-x-x-------", three: "x---x-x-----"),
            ], velocity: 66, volume: 84))
}
