import Foundation
import Tensors

/// Trains a task: AdamW with a schedule and clipping, moving averages, progress lines, checkpoints, resumption.
public final class Trainer {
    public let task: any TrainingTask
    public let configuration: TrainingConfiguration
    public let folder: URL
    private let optimizer: AdamW
    private let opponent: AdversarialOpponent?
    private let average: ExponentialMovingAverage
    private var step = 0
    private var secondsSeen = 0.0
    private var best = Double.infinity
    private var badSteps = 0
    private let report: (String) -> Void

    /// - Parameters:
    ///   - folder: gets `checkpoint.safetensors` (to resume), `weights.safetensors` (averages, half precision),
    ///     `best.safetensors` (the weights with the best validation) and `log.txt`.
    ///   - report: receives each progress line.
    public init(
        _ task: any TrainingTask, _ configuration: TrainingConfiguration, folder: URL, resume: Bool,
        report: @escaping (String) -> Void
    ) throws {
        self.task = task
        self.configuration = configuration
        self.folder = folder
        self.report = report
        try task.parameters.verify()
        task.parameters.train()
        optimizer = AdamW(
            task.parameters.trained, beta2: configuration.beta2, weightDecay: configuration.weightDecay)
        average = ExponentialMovingAverage(task.parameters.trained, decay: configuration.averageDecay)
        opponent = try task.opponent.map { try AdversarialOpponent($0, configuration) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let exists = FileManager.default.fileExists(atPath: checkpointURL.path)
        if resume, exists {
            try restore()
        } else if exists {
            throw TrainingError.checkpointExists(path: folder.path)
        }
    }

    private var isReduced: Bool {
        get throws {
            try configuration.reducedPrecision && Engine.supportsReducedPrecision(on: task.parameters.device)
        }
    }

    private var checkpointURL: URL { folder.appendingPathComponent("checkpoint.safetensors") }

    /// Runs until the configured steps are done, the time is up, or SIGTERM or SIGINT comes; leaves a checkpoint.
    public func run(minutes: Double? = nil) throws {
        let stop = StopSignal()
        // a second signal must not end the last save
        defer { withExtendedLifetime(stop) {} }
        let start = ContinuousClock.now
        var saved = start
        var shown = (step: step, at: start)
        report("parameters \(task.parameters.trained.reduce(0) { $0 + $1.count }), step \(step)")
        while step < configuration.steps, !stop.isRequested {
            let line = try advance()
            if step % configuration.logEvery == 0 || step == configuration.steps {
                let elapsed = (ContinuousClock.now - shown.at) / .seconds(1)
                let pace = elapsed / Double(max(step - shown.step, 1))
                try log(line + String(format: "  %.2f s/step", pace))
                shown = (step, ContinuousClock.now)
            }
            if step % configuration.validateEvery == 0 || step == configuration.steps { try validate() }
            if (ContinuousClock.now - saved) / .seconds(60) > configuration.checkpointMinutes {
                try save()
                saved = ContinuousClock.now
            }
            if let minutes, (ContinuousClock.now - start) / .seconds(60) >= minutes { break }
        }
        try save()
        if step >= configuration.steps { try average.withAverages { try task.deliver(to: folder) } }
    }

    /// One step.
    private func advance() throws -> String {
        let progress = Double(step) / Double(configuration.steps)
        let rate = configuration.schedule.rate(step: step, progress: progress)
        let batch = try Engine.withReducedPrecision(isReduced) { try task.loss(step: step) }
        var (total, parts) = (batch.total, batch.parts)
        var norm = Double.nan
        do {
            try Engine.withReducedPrecision(isReduced) {
                if let opponent, let loss = batch.opponent {
                    try opponent.step(loss.total, rate: rate)
                    let answer = opponent.judging(loss.answer)
                    total = total + answer.total
                    parts += [("opponent", loss.total)] + answer.parts
                }
                try total.backward()
            }
            norm = try optimizer.clipGradients(configuration.gradientLimit)
            try optimizer.step(rate: rate)
            try average.update()
            badSteps = 0
        } catch TensorError.notFinite {
            badSteps += 1  // this batch is left out
            if badSteps >= 10 { throw TrainingError.diverged(step: step) }
        }
        try optimizer.clearGradients()
        step += 1
        secondsSeen += batch.seconds
        guard step % configuration.logEvery == 0 || step == configuration.steps else { return "" }
        let shown = try parts.map { String(format: "%@ %.4f", $0.name, try $0.value.item()) }
        return String(format: "step %d  loss %.4f  ", step, try total.item()) + shown.joined(separator: "  ")
            + String(format: "  norm %.2f  seen %.2f h", norm, secondsSeen / 3600)
    }

    private func validate() throws {
        let figures = try average.withAverages { try Engine.withGradients(false) { try task.validate() } }
        try log(
            "validation at step \(step)  "
                + figures.map { String(format: "%@ %.4f", $0.name, $0.value) }.joined(separator: "  "))
        if let first = figures.first, first.value < best {
            best = first.value
            try writeWeights("best.safetensors")
        }
    }

    private func log(_ line: String) throws {
        report(line)
        let url = folder.appendingPathComponent("log.txt")
        if !FileManager.default.fileExists(atPath: url.path) { try Data().write(to: url) }
        let handle = try FileHandle(forWritingTo: url)
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((line + "\n").utf8))
    }

    // MARK: checkpoints

    private func writeWeights(_ name: String) throws {
        try average.withAverages {
            try CheckpointWriter.write(
                task.parameters.entries, metadata: task.metadata.merging(state) { a, _ in a }, as: .float16,
                to: folder.appendingPathComponent(name))
        }
    }

    private var state: [String: String] {
        var state = [
            "step": "\(step)", "secondsSeen": "\(secondsSeen)", "best": "\(best)", "updates": "\(average.updates)",
        ]
        if let opponent { state["opponentUpdates"] = "\(opponent.updates)" }
        return state
    }

    private func save() throws {
        var entries = task.parameters.entries.map { ("model." + $0.0, $0.1) }
        for (name, list) in [("average", average.averages), ("first", optimizer.first), ("second", optimizer.second)] {
            entries += list.enumerated().map { ("\(name).\($0.offset)", $0.element) }
        }
        entries += opponent?.entries ?? []
        try CheckpointWriter.write(entries, metadata: task.metadata.merging(state) { a, _ in a }, to: checkpointURL)
        try writeWeights("weights.safetensors")
    }

    private func restore() throws {
        let checkpoint = try Checkpoint(contentsOf: checkpointURL)
        func number<Value: LosslessStringConvertible>(_ key: String, _ type: Value.Type) throws -> Value {
            guard let value = checkpoint.metadata[key].flatMap(Value.init) else {
                throw TrainingError.checkpointDiffers(path: folder.path, reason: "it does not say its \(key)")
            }
            return value
        }
        step = try number("step", Int.self)
        secondsSeen = try number("secondsSeen", Double.self)
        best = try number("best", Double.self)
        do {
            for (name, tensor) in task.parameters.entries { try tensor.assign(checkpoint.tensor("model." + name)) }
            func list(_ name: String) -> [Tensor] {
                optimizer.parameters.indices.map { checkpoint.tensor("\(name).\($0)") }
            }
            // batches that were left out counted for neither
            let updates = try number("updates", Int.self)
            try average.restore(list("average"), updates: updates)
            try optimizer.restore(first: list("first"), second: list("second"), step: updates)
            try opponent?.restore(checkpoint, updates: number("opponentUpdates", Int.self))
        } catch let error as TensorError {
            throw TrainingError.checkpointDiffers(path: folder.path, reason: "\(error)")
        }
    }
}
