extension CommandTable {
    static let lanes: [Command] = [
        Command(
            "lane.next", "Next lane", "Moves the cursor to the next lane: the take list shows its takes.",
            hint: "next lane", category: .lanes, keys: ["}"], needs: [.song, .lanes]
        ) { $0.lanes.moveLaneCursor(1) },
        Command(
            "lane.previous", "Previous lane", "Moves the cursor to the lane before.", hint: "lane before",
            category: .lanes, keys: ["{"], needs: [.song, .lanes]
        ) { $0.lanes.moveLaneCursor(-1) },
        Command(
            "lane.add", "Add a lane",
            "Asks for a name, then adds a lane for takes of its own below the one under the cursor, on a strip of the mixer.",
            hint: "add lane", category: .lanes, keys: ["A"], needs: [.song]
        ) { $0.lanes.askForLane() },
        Command(
            "lane.player", "Add a player",
            "Lists drums, bass and others; who is chosen gets a lane and plays at once to all that sounds.",
            hint: "add a player", category: .lanes, keys: ["B"], needs: [.vocal, .engine, .players]
        ) { $0.lanes.openPlayers() },
        Command(
            "lane.band", "The whole band",
            "Queues a take of drums, bass and keys, each in a lane of its own and each hearing those before.",
            hint: "whole band", category: .lanes, keys: ["G"], needs: [.vocal, .engine, .players]
        ) { $0.lanes.playBand() },
        Command(
            "lane.name", "Name the lane", "Renames the lane under the cursor, and its strip with it.",
            hint: "name lane", category: .lanes, keys: ["\""], needs: [.song]
        ) { $0.lanes.renameLane() },
        Command(
            "lane.duplicate", "Duplicate the lane",
            "Adds a lane with the same recipe or instrument on a strip that is set alike, without takes.",
            hint: "duplicate lane", category: .lanes, keys: ["&"], needs: [.song]
        ) { $0.lanes.duplicateLane() },
        Command(
            "lane.up", "Move the lane up", "Changes places with the lane above.", hint: "lane up", category: .lanes,
            keys: ["^"], needs: [.song, .lanes]
        ) { $0.lanes.moveLane(by: -1) },
        Command(
            "lane.down", "Move the lane down", "Changes places with the lane below.", hint: "lane down",
            category: .lanes, keys: ["_"], needs: [.song, .lanes]
        ) { $0.lanes.moveLane(by: 1) },
        Command(
            "lane.mute", "Mute the lane", "Silences the lane under the cursor with all its stems, or lets it sound.",
            hint: "mute lane", category: .lanes, keys: ["!"], needs: [.song]
        ) { $0.lanes.toggleLaneMute() },
        Command(
            "lane.solo", "Solo the lane", "Lets only soloed lanes sound.", hint: "solo lane", category: .lanes,
            keys: ["$"], needs: [.song]
        ) { $0.lanes.toggleLaneSolo() },
        Command(
            "lane.remove", "Remove the lane",
            "Asks where it has takes, then takes the lane under the cursor away with them; undo brings all of it back.",
            hint: "remove lane", category: .lanes, keys: ["E"], needs: [.song, .removableLane]
        ) { $0.lanes.askToRemoveLane() },
    ]
}
