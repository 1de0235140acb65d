import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LockoutPolicy","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/LockoutPolicy.md","filePath":"reference/index/interfaces/LockoutPolicy.md"}');
const _sfc_main = { name: "reference/index/interfaces/LockoutPolicy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-lockoutpolicy" tabindex="-1">Interface: LockoutPolicy <a class="header-anchor" href="#interface-lockoutpolicy" aria-label="Permalink to &quot;Interface: LockoutPolicy&quot;">​</a></h1><p>Locks an account after too many wrong responses. A client that repeats one wrong password counts each time: each response answers a new challenge, so the server cannot tell that two used the same password. A recorded message that is sent again counts once. Windows Explorer repeats a wrong password 8 to 81 times for one action of its user: choose a threshold that bears it, or expect lock-outs as with Windows.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-durationseconds"></a> <code>durationSeconds</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Seconds that the account stays locked; right passwords are refused meanwhile.</td></tr><tr><td><a id="property-threshold"></a> <code>threshold</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Wrong responses within the window that lock the account.</td></tr><tr><td><a id="property-windowseconds"></a> <code>windowSeconds</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Seconds in which wrong responses are counted together.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/LockoutPolicy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LockoutPolicy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LockoutPolicy as default
};
