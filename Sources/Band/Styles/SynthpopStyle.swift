extension StyleSheet {
    /// Machines: four on the floor, octaves in a synthesizer's bass, arpeggios and wide pads, all on the grid.
    static let synthpop = StyleSheet(
        tempo: 96...138,
        feel: Feel(jitter: 0.001),
        drums: Drums(
            kits: [24, 25, 24],
            calm: [
                Metric(
                    four: [.kick: "X...X...X...X...", .closedHat: "..x...x...x...x."],
                    three: [.kick: "X...X...X...", .closedHat: "..x...x...x."]),
                Metric(
                    four: [.kick: "X.......X.......", .clap: "....X.......X...", .closedHat: "x.o.x.o.x.o.x.o."],
                    three: [.kick: "X...........", .clap: "........X...", .closedHat: "x.o.x.o.x.o."]),
            ],
            full: [
                Metric(
                    four: [.kick: "X...X...X...X...", .snare: "....X.......X...", .closedHat: "x.xxx.xxx.xxx.xx"],
                    three: [.kick: "X...X...X...", .snare: "........X...", .closedHat: "x.xxx.xxx.xx"]),
                Metric(
                    four: [.kick: "X.....x.X.x.....", .snare: "....X.......X...", .closedHat: "x.x.x.x.x.x.x.x."],
                    three: [.kick: "X.....x.....", .snare: "....X...X...", .closedHat: "x.x.x.x.x.x."]),
            ],
            chorus: [
                Metric(
                    four: [
                        .kick: "X...X...X...X...", .snare: "....X.......X...", .clap: "....X.......X...",
                        .openHat: "..X...X...X...X.",
                    ],
                    three: [
                        .kick: "X...X...X...", .snare: "........X...", .clap: "........X...",
                        .openHat: "..X...X...X.",
                    ]),
                Metric(
                    four: [
                        .kick: "X...X...X...X.x.", .clap: "....X.......X..x", .openHat: "..X...X...X...X.",
                        .closedHat: "xx.xxx.xxx.xxx.x", .cowbell: "..............x.",
                    ],
                    three: [
                        .kick: "X...X...X...", .clap: "....X...X...", .openHat: "..X...X...X.",
                        .closedHat: "xx.xxx.xxx.x",
                    ]),
            ],
            fills: machineFills, velocity: 96, volume: 112),
        bass: Bass(
            programs: [38, 39, 38, 81, 87], from: .calm,
            calm: [
                Metric(four: "R-R-R-R-R-R-R-R-", three: "R-R-R-R-R-R-"),
                Metric(four: "R-------R-----R-", three: "R-------R-R-"),
            ],
            full: [
                Metric(four: "R-8-R-8-R-8-R-8-", three: "R-8-R-8-R-8-"),
                Metric(four: "R.RRR.RRR.RRR.RR", three: "R.RRR.RRR.RR"),
                Metric(four: "..R-..R-..R-..R-", three: "..R-..R-..R-"),
                Metric(four: "R--R--R-R--R--8-", three: "R--R--R-8-R-"),
            ],
            gate: 0.75, velocity: 92, volume: 88),
        keys: Keys(
            recorded: 0.12, comped: 0.78, programs: [5, 81, 80, 62], velocity: 0.8, volume: 78,
            comping: Comping(
                part: .keys, from: .thin, programs: [81, 80, 62, 63, 5, 90], voicing: .close(center: 67, voices: 4),
                calm: [
                    Metric(four: "0-1-2-3-2-1-2-3-", three: "0-1-2-3-2-1-"),
                    Metric(four: "0.1.2.3.0.1.2.3.", three: "0.1.2.3.2.1."),
                    .held,
                ],
                full: [
                    Metric(four: "0123012301230123", three: "012301230123"),
                    Metric(four: "x..x..x.x..x..x.", three: "x..x..x..x.."),
                    Metric(four: "0121321201213212", three: "012132121321"),
                    Metric(four: "..x...x...x...x.", three: "..x...x...x."),
                ], lift: 5, gate: 0.7, velocity: 78, volume: 76)),
        comping: [
            Comping(
                part: .pad, chance: 0.9, from: .thin, programs: [88, 89, 90, 91, 94, 95],
                voicing: .open(center: 66, voices: 4),
                calm: [.held],
                full: [.held, .held, Metric(four: "X-.xX-.xX-.xX-.x", three: "X-.xX-.xX-.x")],
                lift: 5, velocity: 66, volume: 78),
            Comping(
                part: .guitar, chance: 0.25, from: .full, programs: [27, 28], voicing: .close(center: 66, voices: 3),
                calm: [
                    Metric(four: "0.0.1.1.2.2.1.1.", three: "0.0.1.1.2.2."),
                    Metric(four: "x..x..x...x.x...", three: "x..x..x...x."),
                ], gate: 0.6, velocity: 74, volume: 76),
            Comping(
                part: .strings, chance: 0.35, from: .chorus, programs: [50, 51, 50],
                voicing: .close(center: 72, voices: 3),
                calm: [.held], velocity: 64, volume: 68),
        ],
        lead: Lead(
            chance: 0.65, programs: [80, 81, 82, 84, 87], range: 67...91,
            rhythms: [
                Metric(four: "x--x--x-x--x--x-", three: "x--x--x--x--"),
                Metric(four: "x-x-x-x-x-x-x-x-", three: "x-x-x-x-x-x-"),
                Metric(four: "x-----x-x-------", three: "x-----x-----"),
            ], velocity: 84, volume: 74))
}
