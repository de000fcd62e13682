import Foundation
import Signal
import Songs

/// The export dialog, and what it asks for.
final class ExportController: Controller {
    private var exportCancellation: Cancellation?

    var isExporting: Bool { exportCancellation != nil }

    func cancel() { exportCancellation?.cancel() }

    func openExport() {
        guard let folder else { return }
        guard exportCancellation == nil else { return tell(.warning, "an export is running already") }
        guard sounds.vocal != nil else { return tell(.warning, "the vocal is still being read") }
        state.overlay = .form(ExportForm.make(state, folder: folder.exports))
    }

    // MARK: Forms

    private func changeForm(_ change: (inout Overlay.Form) -> Void) {
        guard case .form(var form) = state.overlay else { return }
        change(&form)
        state.overlay = .form(form)
    }

    func moveForm(by rows: Int) {
        changeForm { form in
            guard form.progress == nil else { return }
            form.cursor = min(max(form.cursor + rows, 0), form.fields.count)
        }
    }

    func stepForm(by steps: Int) {
        changeForm { form in
            guard form.progress == nil, form.fields.indices.contains(form.cursor) else { return }
            let field = form.fields[form.cursor]
            guard !field.choices.isEmpty else { return }
            let index = field.choices.firstIndex(of: field.value) ?? 0
            form.fields[form.cursor].value =
                field.choices[(index + steps + field.choices.count) % field.choices.count]
            form.fields[form.cursor].problem = nil
        }
    }

    /// Typing begins anew in a text field.
    func typeIntoForm(_ text: String) {
        guard case .form(let form) = state.overlay, form.progress == nil, form.fields.indices.contains(form.cursor),
            form.fields[form.cursor].choices.isEmpty
        else { return }
        editFormField(form, text, isTyped: true)
    }

    func acceptForm() {
        guard case .form(let form) = state.overlay, form.progress == nil else { return }
        guard form.fields.indices.contains(form.cursor) else { return export(form) }
        let field = form.fields[form.cursor]
        if field.choices.isEmpty { editFormField(form, field.value) } else { moveForm(by: 1) }
    }

    /// - Parameter isTyped: whether the text is the beginning of a new one.
    private func editFormField(_ form: Overlay.Form, _ text: String, isTyped: Bool = false) {
        let field = form.fields[form.cursor]
        workstation.dialogs.ask(field.label, text, isTyped: isTyped) { [self] text in
            changeForm { form in
                form[field.name] = text
                form.fields[form.cursor].problem = nil
                form.cursor += 1
            }
        }
    }

    func cancelForm() {
        exportCancellation?.cancel()
        state.overlay = nil
    }

    // MARK: Writing

    private struct Cancelled: Error {}

    private func export(_ filled: Overlay.Form) {
        var form = filled
        let song = state.song
        guard let order = ExportForm(&form, loop: song.loop), let folder else {
            state.overlay = .form(form)
            return
        }
        let exporter: Exporter
        do {
            exporter = try Exporter(song, settings: order.settings)
        } catch {
            return tell(.error, "\(error)")
        }
        form.progress = 0
        state.overlay = .form(form)
        let cancellation = Cancellation()
        exportCancellation = cancellation
        let (vocal, target) = (sounds.vocal, order.folder)
        // an exporter is a value; only this work uses it from here on
        nonisolated(unsafe) let own = exporter
        session.background(
            on: workers.export, isOfSong: false,
            sending: { send in
                var shown = 0
                // at their own rate, so that nothing is resampled twice
                let sounds = try folder.sounds(of: song)
                let report = try own.export(vocal: vocal, takes: sounds.takes, parts: sounds.parts, to: target) {
                    done in
                    if cancellation.isCancelled { throw Cancelled() }
                    let percent = Int(done * 100)
                    guard percent > shown else { return }
                    shown = percent
                    send(.share(done))
                }
                send(.report(report))
            }
        ) { [self] (result: Result<Step, any Error>) in
            guard exportCancellation === cancellation else { return }
            switch result {
            case .success(.share(let done)): changeForm { $0.progress = done }
            case .success(.report(let report)): exported(.success(report), to: target)
            case .failure(let error): exported(.failure(error), to: target)
            }
        }
    }

    /// What an export comes back with.
    private enum Step: Sendable {
        case share(Double)
        case report(ExportReport)
    }

    private func exported(_ result: Result<ExportReport, any Error>, to folder: URL) {
        exportCancellation = nil
        if case .form = state.overlay { state.overlay = nil }
        switch result {
        case .success(let report):
            let names = report.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }.joined(separator: ", ")
            let notice = report.notices.first.map { "; \($0)" } ?? ""
            tell(report.notices.isEmpty ? .info : .warning, "exported \(names) to \(folder.path)\(notice)")
        case .failure(is Cancelled): tell(.info, "the export is cancelled; nothing was left behind")
        case .failure(let error): tell(.error, "\(error)")
        }
    }
}
