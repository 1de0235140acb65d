import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TranscriptOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TranscriptOptions.md","filePath":"reference/index/interfaces/TranscriptOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/TranscriptOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-transcriptoptions" tabindex="-1">Interface: TranscriptOptions <a class="header-anchor" href="#interface-transcriptoptions" aria-label="Permalink to &quot;Interface: TranscriptOptions&quot;">​</a></h1><p>Where a transcript goes, and what is in it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-maxbytes"></a> <code>maxBytes?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes of lines after which nothing more is recorded; default: 256 MiB.</td></tr><tr><td><a id="property-onstopped"></a> <code>onStopped?</code></td><td><code>readonly</code></td><td>(<code>why</code>, <code>error?</code>) =&gt; <code>void</code></td><td>Called once when recording ends before the server does, with the reason in words.</td></tr><tr><td><a id="property-secrets"></a> <code>secrets?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the NT hashes of the accounts that log in and the session keys are kept. With such a file anybody can log in as those users and read their sessions. Default: no.</td></tr><tr><td><a id="property-versions"></a> <code>versions?</code></td><td><code>readonly</code></td><td><a href="./Versions.html"><code>Versions</code></a></td><td>Versions to note in the first line; default: empty texts.</td></tr><tr><td><a id="property-write"></a> <code>write</code></td><td><code>readonly</code></td><td>(<code>line</code>) =&gt; <code>void</code></td><td>Takes the file&#39;s lines in order, each with its line feed, in ASCII. An error that it throws ends the transcript and goes to <code>onStopped</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TranscriptOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TranscriptOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TranscriptOptions as default
};
